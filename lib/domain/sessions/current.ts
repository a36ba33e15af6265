import { plainAddress } from "@/lib/addresses";
import {
  confirmSession,
  endOtherSessions,
  endOwnSession,
  endSession,
  listLiveSessions,
  readSession,
  type SessionRow,
  touchSession,
} from "@/lib/store/sessions";
import type { Business } from "../context";
import { requirePassword } from "../users/require-password";
import { isTotpCode, requireCode } from "../users/two-factor";

/** How long a confirmation counts. */
const CONFIRMED_MS = 5 * 60_000;
/** "Last seen" is as exact as this. */
const SEEN_MS = 60_000;

export interface OpenSession {
  id: string;
  userId: number;
  email: string | null;
  role: "customer" | "operator";
  key: string;
  isConfirmed: boolean;
  /** Opened with an API key: it may use the product, not manage the account. */
  isByKey: boolean;
  /** There on a session at another deployment of the API; `userId` and `email` are then that deployment's words. */
  remote: { isOperator: boolean; signingSecret: string | null } | null;
}

/**
 * The live session behind a cookie, with its key opened. `null`: ended, run out, its user banned, or the API key that
 * opened it would not open it any more, or not from `ip`.
 */
export async function findSession(ctx: Business, id: string, ip = ""): Promise<OpenSession | null> {
  const now = new Date();
  const row = await readSession(ctx.db, id, now, plainAddress(ip));
  if (!row || row.is_banned) return null;
  if (isStale(row, now)) await touchSession(ctx.db, id, now);
  return {
    id,
    userId: row.user_id,
    email: row.email,
    role: row.role,
    key: ctx.seal.open(row.key_sealed, `session:${id}`),
    isConfirmed: isFresh(row),
    isByKey: row.source_key_id !== null,
    remote: null,
  };
}

/** Why the user of a session is banned; `null` when they are not, or the session has ended. */
export async function findBan(ctx: Business, id: string, ip = ""): Promise<{ reason: string | null } | null> {
  const row = await readSession(ctx.db, id, new Date(), plainAddress(ip));
  return row?.is_banned ? { reason: row.ban_reason } : null;
}

/**
 * Confirms a session by its user's password, or by a code when two-factor is on; good for five minutes. Throws
 * `invalid_key`, `rate_limited`.
 */
export async function confirmPassword(
  ctx: Business,
  session: Pick<OpenSession, "id" | "userId">,
  password: string,
): Promise<void> {
  await (isTotpCode(password)
    ? requireCode(ctx, session.userId, password)
    : requirePassword(ctx, session.userId, password));
  await confirmSession(ctx.db, session.id, new Date());
}

/** Ends a session and its key. */
export async function signOut(ctx: Business, id: string): Promise<void> {
  await endSession(ctx.db, id, new Date());
}

export interface SessionSummary {
  /** Names the session to its owner without being its secret id. */
  handle: number;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string | null;
  keyName: string | null;
  isThis: boolean;
}

/** A user's live sessions, the last seen first. */
export async function listSessions(
  ctx: Business,
  session: Pick<OpenSession, "id" | "userId">,
): Promise<SessionSummary[]> {
  const rows = await listLiveSessions(ctx.db, session.userId, new Date());
  return rows.map((row) => ({
    handle: row.key_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? row.created_at,
    userAgent: row.user_agent,
    keyName: row.source_key_name,
    isThis: row.id === session.id,
  }));
}

/** Ends one of a user's own sessions; somebody else's handle does nothing. */
export async function signOutOne(ctx: Business, userId: number, handle: number): Promise<void> {
  await endOwnSession(ctx.db, { userId, keyId: handle, now: new Date() });
}

/** Ends every session of a user but `except`; null spares none. */
export async function signOutOthers(ctx: Business, userId: number, except: string | null): Promise<void> {
  await endOtherSessions(ctx.db, { userId, except, now: new Date() });
}

/** Whether "last seen" has to be written down again. */
export function isStale(row: Pick<SessionRow, "last_seen_at">, now: Date): boolean {
  return !row.last_seen_at || now.getTime() - row.last_seen_at.getTime() > SEEN_MS;
}

/** Whether a confirmation still counts. */
export function isFresh(row: Pick<SessionRow, "confirmed_at">): boolean {
  return row.confirmed_at !== null && Date.now() - row.confirmed_at.getTime() < CONFIRMED_MS;
}
