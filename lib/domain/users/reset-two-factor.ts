import { AppError, badRequest, notFound } from "@/lib/errors";
import { endSessionsOf, type PersonDetailsRow } from "@/lib/store/people";
import { deleteFactor, readSecondFactor } from "@/lib/store/second-factors";
import { lockName, readUser } from "@/lib/store/users";
import { type Context, inside, recordAudit } from "../context";
import { enqueueMail } from "../mail/enqueue";
import { requireConfirmed } from "../sessions/confirmed";
import { findPerson } from "./change";

/**
 * Turns two-factor off for a user who lost app and recovery codes: for an operator whose own session is freshly
 * confirmed. Ends the user's sessions and mails them, in one transaction. Throws `bad_request` for oneself, `not_found`,
 * `invalid_state` when it is off or the session is not confirmed.
 */
export async function resetTwoFactor(
  ctx: Context,
  userId: number,
  reason: string,
): Promise<PersonDetailsRow> {
  if (userId === ctx.principal.ownerId)
    throw badRequest("id", "oneself", "Turn your own off in the settings, with a code.");
  if (!(await readUser(ctx.db, userId))) throw notFound();
  await requireConfirmed(ctx);
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    await lockName(tx, `two-factor:${userId}`);
    if (!(await readSecondFactor(tx, userId))?.enabled_at)
      throw new AppError("invalid_state", "Two-factor is off already.");
    await deleteFactor(tx, userId);
    const ended = await endSessionsOf(tx, userId, new Date());
    await recordAudit(inner, {
      action: "user.two_factor_reset",
      subject: "user",
      subjectId: userId,
      userId,
      facts: { reason, ended },
    });
    const event = `two_factor_reset:${userId}:${ctx.requestId}`;
    await enqueueMail(inner, { userId }, { event, content: { topic: "two_factor_reset", reason } });
    return findPerson(inner, userId);
  });
}
