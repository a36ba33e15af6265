import { AppError } from "@/lib/errors";
import { randomText, sha256Hex } from "@/lib/ids";
import { listSecretAddresses } from "@/lib/store/stock";
import { readCredentials, type SubscriptionRow, writeCredentials } from "@/lib/store/subscriptions";
import { type Business, type Context, inside, recordAudit } from "../context";
import { stockPurpose } from "../stock/import";

const LOGIN_LENGTH = 10;
/** 24 × 5.95 bits: more than the 128 that the contract asks for. */
const PASSWORD_LENGTH = 24;

/** An address with what opens it. */
export interface OpenAddress {
  ip: string;
  port_http: number;
  port_socks: number;
  login: string;
  password: string;
}

export interface OpenCredentials {
  /** The subscription's own; the endpoint of rotating use takes them. */
  login: string;
  password: string;
  addresses: OpenAddress[];
}

/** A fresh random login and password, sealed for a subscription. */
export function newCredentials(ctx: Business, subscriptionId: number) {
  const password = randomText(PASSWORD_LENGTH);
  return {
    login: `u${randomText(LOGIN_LENGTH)}`,
    passwordSealed: ctx.seal.close(password, purpose(subscriptionId)),
    passwordHash: sha256Hex(password),
  };
}

/** Gives a subscription a fresh random login and password; the ones before stop working. */
export function issueCredentials(ctx: Business, subscriptionId: number): Promise<void> {
  const fresh = newCredentials(ctx, subscriptionId);
  return writeCredentials(ctx.db, { ...fresh, subscriptionId, now: ctx.clock.now() });
}

/** Shows a subscription's credentials. Throws `invalid_state` while there are none. */
export function revealCredentials(ctx: Context, subscription: SubscriptionRow): Promise<OpenCredentials> {
  return openCredentials(ctx, subscription, "credentials.read");
}

/** Opens a subscription's credentials and writes down who did and why. Throws `invalid_state` while there are none. */
export function openCredentials(
  ctx: Context,
  subscription: SubscriptionRow,
  action: "credentials.read" | "subscription.check",
): Promise<OpenCredentials> {
  return ctx.db.transact(async (tx) => {
    if (subscription.state === "released")
      throw new AppError("invalid_state", "This subscription has been released.");
    const sealed = await readCredentials(tx, subscription.id);
    if (!sealed) throw new AppError("invalid_state", "The proxies are still being prepared.");
    await recordAudit(inside(ctx, tx), {
      action,
      subject: "subscription",
      subjectId: subscription.id,
      userId: subscription.user_id,
    });
    const { login } = sealed;
    const password = ctx.seal.open(sealed.password_sealed, purpose(subscription.id));
    const isOwn = ctx.suppliers[subscription.supplier]?.ownCredentials === true;
    const rows = await listSecretAddresses(tx, subscription.id);
    const addresses = rows.map(({ login: ownLogin, password_sealed: ownPassword, ...address }) => ({
      ...address,
      login: isOwn ? (ownLogin ?? "") : login,
      password: isOwn ? openOwn(ctx, ownPassword, address) : password,
    }));
    return { login, password, addresses };
  });
}

/** The password that an imported address came with; empty when it came without one. */
function openOwn(ctx: Business, sealed: string | null, address: { ip: string; port_http: number }): string {
  return sealed === null ? "" : ctx.seal.open(sealed, stockPurpose(address));
}

/** Replaces the credentials and drops whoever uses the old ones. Throws `invalid_state` where that can't be. */
export function rotateCredentials(ctx: Context, subscription: SubscriptionRow): Promise<void> {
  return ctx.db.transact(async (tx) => {
    if (subscription.state !== "active") throw new AppError("invalid_state", `It is ${subscription.state}.`);
    if (!ctx.suppliers[subscription.supplier]?.can.rotate) {
      throw new AppError("invalid_state", "This supplier can't change credentials.");
    }
    await issueCredentials(inside(ctx, tx), subscription.id);
    await recordAudit(inside(ctx, tx), {
      action: "credentials.rotate",
      subject: "subscription",
      subjectId: subscription.id,
      userId: subscription.user_id,
    });
  });
}

function purpose(subscriptionId: number): string {
  return `credentials:${subscriptionId}`;
}
