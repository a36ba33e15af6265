import { networkOf } from "@/lib/addresses";
import { AppError } from "@/lib/errors";
import { randomText, sha256Hex } from "@/lib/ids";
import type { MailLocale } from "@/lib/mail/mailer";
import { hashPassword } from "@/lib/passwords";
import { updateMailSettings } from "@/lib/store/mail";
import { writeReferrer } from "@/lib/store/referrals";
import { insertSignUp, takeSignUp } from "@/lib/store/sign-ups";
import { insertUser, lockName, readUserByEmail } from "@/lib/store/users";
import { type Business, inside } from "../context";
import { enqueueMail } from "../mail/enqueue";
import { TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, throttle } from "../sessions/throttle";

const LINK_MS = 24 * 3_600_000;

export interface SignUpWish {
  email: string;
  password: string;
  locale: MailLocale;
  referralCode: string | null;
  ip: string;
  /** A path of this site to go on to once the account is open. */
  next: string | null;
}

/**
 * Asks to open an account: mails a link that does. Whether the address has an account already shows in the mail alone.
 * Nobody exists before the link is used, so that no one can prepare an account for somebody else's address. Throws
 * `rate_limited`.
 */
export async function askToSignUp(ctx: Business, wish: SignUpWish): Promise<void> {
  const email = wish.email.trim().toLowerCase();
  await throttle(ctx, `sign-up:${networkOf(wish.ip)}`, TRIES_PER_ADDRESS);
  await throttle(ctx, `mail-to:${email}`, TRIES_PER_ACCOUNT);
  const passwordHash = await hashPassword(wish.password);
  const token = randomText(40);
  const hash = sha256Hex(token);
  const goOn = wish.next ? { next: wish.next } : {};
  await ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const owner = await readUserByEmail(tx, email);
    if (owner) {
      const to = { address: email, locale: wish.locale };
      await enqueueMail(inner, to, {
        event: `sign_up_again:${hash}`,
        content: { topic: "sign_up_again", ...goOn },
      });
      return;
    }
    await insertSignUp(tx, {
      hash,
      email,
      passwordHash,
      locale: wish.locale,
      referralCode: wish.referralCode,
      expiresAt: new Date(Date.now() + LINK_MS),
    });
    await enqueueMail(
      inner,
      { address: email, locale: wish.locale },
      { event: `confirm:${hash}`, content: { topic: "confirm", token, ...goOn } },
    );
  });
}

/** Opens the account of a mailed link, once; answers the user's id. Throws `invalid_key` for a link that is not good. */
export function confirmSignUp(ctx: Business, token: string): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const wish = await takeSignUp(tx, sha256Hex(token), new Date());
    if (!wish) throw linkGone();
    await lockName(tx, `sign-up:${wish.email}`);
    if (await readUserByEmail(tx, wish.email)) throw linkGone();
    const userId = await insertUser(tx, {
      email: wish.email,
      passwordHash: wish.password_hash,
      role: "customer",
      now: ctx.clock.now(),
    });
    await updateMailSettings(tx, userId, { locale: wish.locale, muted: [] });
    if (wish.referral_code) await writeReferrer(tx, userId, wish.referral_code);
    return userId;
  });
}

function linkGone(): AppError {
  return new AppError("invalid_key", "This link is not valid any more.");
}
