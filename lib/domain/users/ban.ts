import { badRequest, notFound } from "@/lib/errors";
import { readUser, type UserRow, updateBan } from "@/lib/store/users";
import { type Context, inside, recordAudit } from "../context";
import { enqueueMail } from "../mail/enqueue";

/** Bans or unbans a user in one transaction; keys, sessions and proxies follow at once. Throws `not_found`. */
export function setBan(
  ctx: Context,
  userId: number,
  ban: { banned: boolean; reason: string; evidence: string | null },
): Promise<UserRow> {
  if (userId === ctx.principal.ownerId) throw badRequest("id", "oneself", "You can't ban yourself.");
  return ctx.db.transact(async (tx) => {
    if (!(await updateBan(tx, userId, ban))) throw notFound();
    await recordAudit(inside(ctx, tx), {
      action: ban.banned ? "user.ban" : "user.unban",
      subject: "user",
      subjectId: userId,
      userId,
      facts: { reason: ban.reason },
    });
    if (ban.banned) await tellBanned(inside(ctx, tx), userId, ban.reason);
    const user = await readUser(tx, userId);
    if (!user) throw notFound();
    return user;
  });
}

function tellBanned(ctx: Context, userId: number, reason: string): Promise<void> {
  const event = `banned:${userId}:${ctx.requestId}`;
  return enqueueMail(ctx, { userId }, { event, content: { topic: "banned", reason } });
}
