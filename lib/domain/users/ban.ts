import { badRequest, notFound } from "@/lib/errors";
import type { MailContent } from "@/lib/mail/mailer";
import { readUser, type UserRow, updateBan } from "@/lib/store/users";
import { type Context, inside, recordAudit } from "../context";
import { enqueueMail } from "../mail/enqueue";

/**
 * Bans or unbans a user in one transaction, with a mail that says so; keys, sessions and proxies follow at once. Throws
 * `not_found`.
 */
export function setBan(
  ctx: Context,
  userId: number,
  ban: { banned: boolean; reason: string; evidence: string | null },
): Promise<UserRow> {
  if (userId === ctx.principal.ownerId) throw badRequest("id", "oneself", "You can't ban yourself.");
  return ctx.db.transact(async (tx) => {
    const before = await updateBan(tx, userId, ban);
    if (!before) throw notFound();
    await recordAudit(inside(ctx, tx), {
      action: ban.banned ? "user.ban" : "user.unban",
      subject: "user",
      subjectId: userId,
      userId,
      facts: { reason: ban.reason, evidence: ban.evidence },
    });
    if (ban.banned) await tell(inside(ctx, tx), userId, { topic: "banned", reason: ban.reason });
    else if (before.was_banned) await tell(inside(ctx, tx), userId, { topic: "unbanned" });
    const user = await readUser(tx, userId);
    if (!user) throw notFound();
    return user;
  });
}

function tell(ctx: Context, userId: number, content: MailContent): Promise<void> {
  return enqueueMail(ctx, { userId }, { event: `${content.topic}:${userId}:${ctx.requestId}`, content });
}
