import type { AuditAction } from "@/lib/audit-action";
import type { Clock } from "@/lib/clock";
import type { Scope } from "@/lib/domain/principal";
import type { Mailer } from "@/lib/mail/mailer";
import type { PaymentProvider } from "@/lib/payments/payment-provider";
import type { Seal } from "@/lib/seal";
import type { Db } from "@/lib/store/db";
import { insertAudit } from "@/lib/store/records";
import type { Supplier } from "@/lib/suppliers/supplier";
import type { CatalogMemory } from "./catalog/memory";
import type { Shelves } from "./stock/shelves";

/** Who a request acts as. */
export interface Principal {
  keyId: number;
  /** `system`: the business acting by itself. */
  kind: "reseller" | "operator" | "session" | "system";
  name: string;
  role: "reseller" | "operator";
  scopes: readonly Scope[];
  /** The person behind the key. */
  ownerId: number | null;
  /** The user that every request is scoped to; `null` for an operator, who reaches all. */
  boundUserId: number | null;
  /** There when the key's money requests must be signed. */
  mustSign?: true;
  /** What the catalog's version was when the key was checked: nothing older may be shown. Absent: unknown. */
  catalogVersion?: number;
  /** There on the key of a session that an API key opened: it may do no more than that key. */
  isBorrowed?: true;
  /** There when the key has a spending cap. */
  isCapped?: true;
}

/** What the business needs to work; the same for requests and sweepers. */
export interface Business {
  db: Db;
  clock: Clock;
  seal: Seal;
  suppliers: Readonly<Record<string, Supplier>>;
  /** Only those that are configured. */
  payments: Readonly<Record<string, PaymentProvider>>;
  /** How the world reaches our pages, without a slash at the end. */
  publicUrl: string;
  moneyEnabled: boolean;
  /** What new API keys begin with. */
  keyPrefix: string;
  /** `host:port` where the gateway serves rotating subscriptions. */
  endpoint: string;
  /** The page that proxies are tried with; absent: only their login is tried. */
  checkTarget?: string;
  /** What this process remembers of the catalog; absent: it is read each time. */
  catalog?: CatalogMemory;
  /** What this process remembers of the shelves; absent: it looks from their beginning. */
  shelves?: Shelves;
  /** Sandbox only: true while a supplier's fault waits for the next delivery, which then is really asked for. */
  isFaultWaiting?: (tx: Db) => Promise<boolean>;
  /** How mails leave; without one they stay in the outbox. */
  mailer?: Mailer;
}

/** The business as one request sees it. */
export interface Context extends Business {
  principal: Principal;
  requestId: string;
}

/** The same context on another connection, for the inside of a transaction. */
export function inside<C extends Business>(ctx: C, tx: Db): C {
  return { ...ctx, db: tx, ...(ctx.catalog ? { catalog: ctx.catalog.within(tx) } : {}) };
}

/** Writes down who did what, in the transaction of the act. */
export function recordAudit(
  ctx: Context,
  act: {
    action: AuditAction;
    subject: string;
    subjectId: number | null;
    userId: number | null;
    facts?: Record<string, unknown>;
  },
): Promise<void> {
  return insertAudit(ctx.db, {
    ...act,
    facts: act.facts ?? {},
    keyId: ctx.principal.kind === "system" ? null : ctx.principal.keyId,
    byName: ctx.principal.name,
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
}
