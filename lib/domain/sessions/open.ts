import { randomText } from "@/lib/ids";
import type { MailLocale } from "@/lib/mail/mailer";
import { startMailLocale } from "@/lib/store/mail";
import { insertSession } from "@/lib/store/sessions";
import type { UserRow } from "@/lib/store/users";
import type { Business } from "../context";
import { createKey } from "../keys/create";
import { ALL_SCOPES, CUSTOMER_SCOPES, type Scope } from "../principal";

const SESSION_MS = 14 * 86_400_000;
const MOST_USER_AGENT = 400;

export interface SessionWish {
  userAgent?: string | null;
  /** The language of the sign-in page: that of the mails of who has none yet. A key signs in for somebody else. */
  locale?: MailLocale | null;
  /** The API key that opens it: its life and scopes bound the session's. */
  source?: { keyId: number; name: string; scopes: readonly Scope[] };
}

/** Opens a session with a key of its own; the key rests sealed in the session's row. Answers the session's id. */
export function openSession(ctx: Business, user: UserRow, wish: SessionWish = {}): Promise<string> {
  const own = user.role === "operator" ? ALL_SCOPES : CUSTOMER_SCOPES;
  const bounds = wish.source?.scopes ?? own;
  return ctx.db.transact(async (tx) => {
    const id = randomText(40);
    const now = new Date();
    const expiresAt = new Date(now.getTime() + SESSION_MS);
    const { id: keyId, key } = await createKey(tx, {
      kind: "session",
      userId: user.id,
      name: wish.source?.name ?? user.email ?? `user ${user.id}`,
      scopes: own.filter((scope) => bounds.includes(scope)),
      prefix: ctx.keyPrefix,
      expiresAt,
      isBorrowed: wish.source !== undefined,
    });
    await insertSession(tx, {
      id,
      userId: user.id,
      keyId,
      keySealed: ctx.seal.close(key, `session:${id}`),
      now,
      expiresAt,
      sourceKeyId: wish.source?.keyId ?? null,
      userAgent: wish.userAgent?.slice(0, MOST_USER_AGENT) ?? null,
    });
    if (wish.locale && !wish.source) await startMailLocale(tx, user.id, wish.locale);
    return id;
  });
}
