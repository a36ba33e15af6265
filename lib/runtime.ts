import { OffsetClock, shareClock } from "@/lib/clock";
import { createCatalogMemory } from "@/lib/domain/catalog/memory";
import type { Business } from "@/lib/domain/context";
import { createKeyUse, type KeyUse } from "@/lib/domain/keys/used";
import { createLimiter, type Limiter } from "@/lib/domain/limits/limiter";
import { createShelves } from "@/lib/domain/stock/shelves";
import { type Env, publicEndpoint, readEnv } from "@/lib/env";
import { createMailer } from "@/lib/mail/smtp";
import { createPayments, type SandboxPayPage } from "@/lib/payments/registry";
import { createRequestCounts, type RequestCounts } from "@/lib/request-counts";
import { createSeal } from "@/lib/seal";
import { type Database, openDatabase } from "@/lib/store/db";
import { hasFault, readSetting, takeFault } from "@/lib/store/records";
import { withFaults } from "@/lib/suppliers/fake/fake";
import { localSupplier } from "@/lib/suppliers/local/local";
import { stockSupplier } from "@/lib/suppliers/stock/stock";

/** The business of this process, with what its faces need beside it. */
export interface Runtime extends Business {
  db: Database;
  clock: OffsetClock;
  env: Env;
  mode: Env["mode"];
  keyUse: KeyUse;
  signatureRequired: boolean;
  trustedProxies: number;
  limiter: Limiter;
  counts: RequestCounts;
  /** `null` outside of the sandbox. */
  sandboxPayPage: SandboxPayPage | null;
  close(): Promise<void>;
}

declare global {
  var proxydeckRuntime: Promise<Runtime> | undefined;
}

/** The one runtime of the process, however many bundles ask for it. */
export function runtime(): Promise<Runtime> {
  globalThis.proxydeckRuntime ??= createRuntime(readEnv()).then((made) => {
    shareClock(made.clock);
    return made;
  });
  return globalThis.proxydeckRuntime;
}

/** Where this machine reaches its own server. */
function localUrl({ host, port }: Env): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Wires a runtime from a configuration. */
export async function createRuntime(env: Env): Promise<Runtime> {
  const db = openDatabase(env.databaseUrl);
  const keyUse = createKeyUse(db);
  const clock = new OffsetClock();
  const isSandbox = env.mode === "sandbox";
  const followClock = async () => {
    clock.offsetMs = Number((await readSetting(db, "clock_offset_ms")) ?? 0);
  };
  const stopListening = isSandbox
    ? await db.listen(["settings"], () => {
        followClock().catch(() => undefined);
      })
    : async () => undefined;
  if (isSandbox) await followClock().catch(() => undefined);
  const { payments, sandboxPayPage } = createPayments(
    {
      mode: env.mode,
      manualInstructions: env.payments.manualInstructions,
      publicUrl: env.publicUrl,
      shopUrl: localUrl(env),
      secret: env.dataKey,
    },
    {
      nextFault: (kinds) => takeFault(db, "fault:payment_provider", kinds),
      send: (request) => fetch(request),
    },
  );
  return {
    db,
    clock,
    env,
    mode: env.mode,
    keyPrefix: env.keyPrefix,
    keyUse,
    signatureRequired: env.signatureRequired,
    trustedProxies: env.trustedProxies,
    limiter: createLimiter(db, env.rateLimits),
    counts: createRequestCounts(),
    catalog: createCatalogMemory(db),
    shelves: createShelves(),
    moneyEnabled: env.moneyEnabled,
    endpoint: publicEndpoint(env),
    publicUrl: env.publicUrl,
    ...(env.checkTargetUrl ? { checkTarget: env.checkTargetUrl } : {}),
    payments,
    sandboxPayPage,
    seal: createSeal(env.dataKey),
    mailer: createMailer({
      smtpUrl: env.smtpUrl,
      from: env.mailFrom,
      publicUrl: env.publicUrl,
      contact: env.contact,
    }),
    ...(isSandbox ? { isFaultWaiting: (tx) => hasFault(tx, "fault:supplier") } : {}),
    suppliers: {
      local: isSandbox ? withFaults(localSupplier, () => takeFault(db, "fault:supplier")) : localSupplier,
      stock: stockSupplier,
    },
    async close() {
      await stopListening();
      await keyUse.flush();
      await db.close();
    },
  };
}
