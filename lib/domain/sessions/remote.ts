import { timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";
import { randomText, sha256Hex } from "@/lib/ids";
import { insertRemoteSession, readRemoteSession } from "@/lib/store/remote-sessions";
import { confirmSession, touchSession } from "@/lib/store/sessions";
import type { Business } from "../context";
import { isFresh, isStale, type OpenSession } from "./current";
import type { Caller } from "./sign-in";
import { giveBack, placeBucket, TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, throttle } from "./throttle";

const SESSION_MS = 14 * 86_400_000;
const MOST_USER_AGENT = 400;

/** Who another deployment says that a key is. */
export interface RemotePerson {
  role: "reseller" | "operator";
  name: string;
  /** `null` for an operator key, which belongs to nobody. */
  userId: number | null;
}

export interface RemoteTry extends Caller {
  /** The deployment's base address. */
  origin: string;
  key: string;
  /** The user that an operator key acts for; a deployment that tells a key's own user is believed. */
  userId: number | null;
  signingSecret: string | null;
}

/**
 * Opens a session at another deployment, without a user of ours; answers its id. `ask` asks the deployment whose key it
 * is. Throws what `ask` throws, `rate_limited`, and `bad_request` for an operator key that names no user.
 */
export async function signInRemotely(
  ctx: Business,
  attempt: RemoteTry,
  ask: (key: string) => Promise<RemotePerson>,
): Promise<string> {
  await throttle(ctx, placeBucket(attempt.ip), TRIES_PER_ADDRESS);
  const person = await ask(attempt.key);
  await giveBack(ctx, [placeBucket(attempt.ip)]);
  const userId = (person.role === "operator" ? null : person.userId) ?? attempt.userId;
  if (userId === null) throw new AppError("bad_request", "An operator key has to name a user.");
  const id = randomText(40);
  const now = new Date();
  await insertRemoteSession(ctx.db, {
    id,
    origin: attempt.origin,
    userId,
    role: person.role,
    name: person.name,
    keySealed: ctx.seal.close(attempt.key, `session:${id}`),
    signingSealed: attempt.signingSecret
      ? ctx.seal.close(attempt.signingSecret, `session-signing:${id}`)
      : null,
    userAgent: attempt.userAgent?.slice(0, MOST_USER_AGENT) ?? null,
    now,
    expiresAt: new Date(now.getTime() + SESSION_MS),
  });
  return id;
}

/**
 * The live session at the deployment `origin`, in the shape of any session. `null`: ended, run out, or opened at
 * another deployment, which its key must not be sent to.
 */
export async function findRemoteSession(
  ctx: Business,
  id: string,
  origin: string,
): Promise<OpenSession | null> {
  const now = new Date();
  const row = await readRemoteSession(ctx.db, id, now);
  if (!row || row.remote_origin !== origin) return null;
  if (isStale(row, now)) await touchSession(ctx.db, id, now);
  const { signing_sealed: sealed } = row;
  return {
    id,
    userId: row.remote_user_id,
    email: row.remote_name || null,
    role: "customer",
    key: ctx.seal.open(row.key_sealed, `session:${id}`),
    isConfirmed: isFresh(row),
    isByKey: true,
    remote: {
      isOperator: row.remote_role === "operator",
      signingSecret: sealed === null ? null : ctx.seal.open(sealed, `session-signing:${id}`),
    },
  };
}

/** Confirms a session at another deployment by its key, typed again. Throws `invalid_key`, `rate_limited`. */
export async function confirmByKey(
  ctx: Business,
  session: Pick<OpenSession, "id" | "key">,
  typed: string,
): Promise<void> {
  const bucket = `session:${sha256Hex(session.id)}`;
  await throttle(ctx, bucket, TRIES_PER_ACCOUNT);
  const fits = timingSafeEqual(Buffer.from(sha256Hex(session.key)), Buffer.from(sha256Hex(typed.trim())));
  if (!fits) throw new AppError("invalid_key", "This is not the key of the session.");
  await giveBack(ctx, [bucket]);
  await confirmSession(ctx.db, session.id, new Date());
}
