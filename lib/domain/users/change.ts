import { AppError, badRequest, notFound } from "@/lib/errors";
import { endSessionsOf, type PersonDetailsRow, readPerson, updatePerson } from "@/lib/store/people";
import { lockName, readUser } from "@/lib/store/users";
import { type Context, inside, recordAudit } from "../context";

/** A user as an operator's card shows it. Throws `not_found`. */
export async function findPerson(ctx: Context, id: number): Promise<PersonDetailsRow> {
  const person = await readPerson(ctx.db, id, new Date());
  if (!person) throw notFound();
  return person;
}

/** Writes an operator's notes and the Telegram id. Throws `not_found`, `invalid_state` for an id in use. */
export function changePerson(
  ctx: Context,
  id: number,
  change: { notes?: string | null | undefined; telegram_id?: number | null | undefined },
): Promise<PersonDetailsRow> {
  if (change.notes === undefined && change.telegram_id === undefined)
    throw badRequest("", "required", "Name notes, telegram_id, or both.");
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    if (change.telegram_id) await lockName(tx, "telegram_id");
    const before = await findPerson(inner, id);
    const isFree = await updatePerson(tx, id, { notes: change.notes, telegramId: change.telegram_id });
    if (!isFree) throw new AppError("invalid_state", "Another user has this Telegram id.");
    await recordAudit(inner, {
      action: "user.change",
      subject: "user",
      subjectId: id,
      userId: id,
      facts: { ...change, before: { notes: before.notes, telegram_id: before.telegram_id } },
    });
    return findPerson(inner, id);
  });
}

/** Writes down that an operator looks at a user's account as the user does. Throws `not_found`. */
export async function noteView(ctx: Context, userId: number): Promise<PersonDetailsRow> {
  const person = await findPerson(ctx, userId);
  await recordAudit(ctx, { action: "user.view", subject: "user", subjectId: userId, userId });
  return person;
}

/** Ends all of a user's sessions and their keys at once; API keys stay. Answers how many. Throws `not_found`. */
export function signOutEverywhere(ctx: Context, userId: number): Promise<number> {
  return ctx.db.transact(async (tx) => {
    if (!(await readUser(tx, userId))) throw notFound();
    const ended = await endSessionsOf(tx, userId, new Date());
    await recordAudit(inside(ctx, tx), {
      action: "user.sign_out",
      subject: "user",
      subjectId: userId,
      userId,
      facts: { ended },
    });
    return ended;
  });
}
