import { networkOf } from "@/lib/addresses";
import { AppError } from "@/lib/errors";
import { randomText, sha256Hex } from "@/lib/ids";
import { hashPassword } from "@/lib/passwords";
import { insertToken, readToken, takeToken } from "@/lib/store/sign-ups";
import { lockPassword, readUserByEmail, updatePassword } from "@/lib/store/users";
import { type Business, inside } from "../context";
import { enqueueMail } from "../mail/enqueue";
import { type OpenSession, signOutOthers } from "../sessions/current";
import { TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, throttle } from "../sessions/throttle";
import { requirePassword, wrongPassword } from "./require-password";

const LINK_MS = 3_600_000;

/** Takes a place for a wish to reset; the same whether the address exists. Throws `rate_limited`. */
export async function throttleReset(ctx: Business, wish: { email: string; ip: string }): Promise<void> {
  await throttle(ctx, `reset:${networkOf(wish.ip)}`, TRIES_PER_ADDRESS);
  await throttle(ctx, `mail-to:${wish.email.trim().toLowerCase()}`, TRIES_PER_ACCOUNT);
}

/** Mails a link to choose a new password, good once and for an hour; does nothing for an unknown address. */
export async function mailReset(ctx: Business, email: string): Promise<void> {
  const user = await readUserByEmail(ctx.db, email.trim().toLowerCase());
  if (!user) return;
  const token = randomText(40);
  const hash = sha256Hex(token);
  await ctx.db.transact(async (tx) => {
    const expiresAt = new Date(Date.now() + LINK_MS);
    await insertToken(tx, { hash, userId: user.id, purpose: "reset", expiresAt });
    await enqueueMail(
      inside(ctx, tx),
      { userId: user.id },
      { event: `reset:${hash}`, content: { topic: "reset", token } },
    );
  });
}

/** Sets a new password by a mailed link, once, and ends every session. Throws `invalid_key` for a link that is not good. */
export async function resetPassword(ctx: Business, wish: { token: string; password: string }): Promise<void> {
  const token = { hash: sha256Hex(wish.token), purpose: "reset" as const, now: new Date() };
  if ((await readToken(ctx.db, token)) === null) throw linkGone();
  const passwordHash = await hashPassword(wish.password);
  await ctx.db.transact(async (tx) => {
    const userId = await takeToken(tx, token);
    if (userId === null) throw linkGone();
    await updatePassword(tx, userId, passwordHash);
    await signOutOthers(inside(ctx, tx), userId, null);
    await tellChanged(inside(ctx, tx), userId);
  });
}

/** Sets a new password for who knows the current one, and ends the other sessions. Throws `invalid_key`, `rate_limited`. */
export async function changePassword(
  ctx: Business,
  session: Pick<OpenSession, "id" | "userId">,
  wish: { current: string; password: string },
): Promise<void> {
  const user = await requirePassword(ctx, session.userId, wish.current);
  const passwordHash = await hashPassword(wish.password);
  await ctx.db.transact(async (tx) => {
    if (!(await lockPassword(tx, user))) throw wrongPassword();
    await updatePassword(tx, session.userId, passwordHash);
    await signOutOthers(inside(ctx, tx), session.userId, session.id);
    await tellChanged(inside(ctx, tx), session.userId);
  });
}

/** Always mailed: whoever did not do it has to hear of it. */
function tellChanged(ctx: Business, userId: number): Promise<void> {
  const content = { topic: "password_changed", changedAt: new Date().toISOString() } as const;
  return enqueueMail(ctx, { userId }, { event: `password_changed:${randomText(20)}`, content });
}

function linkGone(): AppError {
  return new AppError("invalid_key", "This link is not valid any more.");
}
