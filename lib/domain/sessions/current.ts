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
}

/** The live session behind a cookie, with its key opened. `null`: ended, run out, or its user banned. */
export async function findSession(ctx: Business, id: string): Promise<OpenSession | null> {
  const now = new Date();
  const row = await readSession(ctx.db, id, now);
  if (!row || row.is_banned) return null;
  if (!row.last_seen_at || now.getTime() - row.last_seen_at.getTime() > SEEN_MS)
    await touchSession(ctx.db, id, now);
  return {
    id,
    userId: row.user_id,
    email: row.email,
    role: row.role,
    key: ctx.seal.open(row.key_sealed, `session:${id}`),
    isConfirmed: isFresh(row),
    isByKey: row.source_key_id !== null,
  };
}

/** Why the user of a session is banned; `null` when they are not, or the session has ended. */
export async function findBan(ctx: Business, id: string): Promise<{ reason: string | null } | null> {
  const row = await readSession(ctx.db, id, new Date());
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

function isFresh(row: SessionRow): boolean {
  return row.confirmed_at !== null && Date.now() - row.confirmed_at.getTime() < CONFIRMED_MS;
}
