import "server-only";
import { cookies } from "next/headers";
import { after } from "next/server";
import { type InboxMail, listInbox } from "@/lib/domain/mail/inbox";
import { mailReset, resetPassword, throttleReset } from "@/lib/domain/users/password";
import { askToSignUp, confirmSignUp } from "@/lib/domain/users/sign-up";
import { log } from "@/lib/log";
import type { MailTopic } from "@/lib/mail/mailer";
import { runtime } from "@/lib/runtime";
import { callerIp } from "./auth";
import { currentSession, requireOwnOrigin, safeNext } from "./current";
import { type Problem, problemOf } from "./problem";

/** The sandbox's proof of whose inbox this browser may read before there is an account; sealed. */
const INBOX_COOKIE = "inbox";
/** Written by `lib/server.ts` from `?ref=`. */
const REFERRAL_COOKIE = "ref";
const HOUR_SECONDS = 3_600;

/** True where people can get mails at all: through a mail server, or in the sandbox's inbox. */
export async function canMail(): Promise<boolean> {
  const { env } = await runtime();
  return env.mode === "sandbox" || env.smtpUrl !== "";
}

/** True in a sandbox that keeps its mails: `/inbox` shows them. */
export async function hasInbox(): Promise<boolean> {
  const { env } = await runtime();
  return env.mode === "sandbox" && env.smtpUrl === "";
}

const MOST_NEXT = 300;

/** Asks to open an account; the answer is the same whether there is one. The mail's link goes on to `next`. */
export async function join(wish: {
  email: string;
  password: string;
  locale: "en" | "ru";
  next: string;
}): Promise<Problem | null> {
  await requireOwnOrigin();
  const ctx = await runtime();
  const jar = await cookies();
  const next = wish.next === "/" || wish.next.length > MOST_NEXT ? null : safeNext(wish.next);
  const referralCode = /^[\w-]{1,64}$/.exec(jar.get(REFERRAL_COOKIE)?.value ?? "")?.[0] ?? null;
  const problem = await problemOf(
    (async () => askToSignUp(ctx, { ...wish, next, referralCode, ip: await callerIp() }))(),
  );
  if (!problem && (await hasInbox())) {
    const value = ctx.seal.close(wish.email.trim().toLowerCase(), INBOX_COOKIE);
    const secure = ctx.env.publicUrl.startsWith("https:");
    jar.set(INBOX_COOKIE, value, { httpOnly: true, sameSite: "lax", secure, maxAge: HOUR_SECONDS });
  }
  return problem;
}

/** Opens the account of a mailed link. */
export async function confirmJoin(token: string): Promise<Problem | null> {
  await requireOwnOrigin();
  const ctx = await runtime();
  return problemOf(confirmSignUp(ctx, token));
}

/** Mails a link for a new password. The lookup follows the answer, so that its time tells nothing. */
export async function askReset(email: string): Promise<Problem | null> {
  await requireOwnOrigin();
  const ctx = await runtime();
  const problem = await problemOf(throttleReset(ctx, { email, ip: await callerIp() }));
  if (!problem)
    after(() => mailReset(ctx, email).catch((error: unknown) => log("error", "reset.failed", { error })));
  return problem;
}

/** Sets the password of a mailed link. */
export async function finishReset(wish: { token: string; password: string }): Promise<Problem | null> {
  await requireOwnOrigin();
  return problemOf(resetPassword(await runtime(), wish));
}

/** The mails of the sandbox that a browser may read, whose they are, and to which address. */
export interface Inbox {
  whose: "everybodys" | "own" | "asked" | "nobodys" | "by_key";
  address: string | null;
  mails: InboxMail[];
}

/**
 * The inbox as this browser may see it: an operator all mails; a user the own; before there is an account those about
 * opening it, for the browser that asked. `null` where mails are sent, not kept.
 */
export async function readInbox(): Promise<Inbox | null> {
  if (!(await hasInbox())) return null;
  const ctx = await runtime();
  const session = await currentSession();
  const show = async (whose: Inbox["whose"], address: string | null, topics: MailTopic[] | null = null) => ({
    whose,
    address,
    mails: await listInbox(ctx, { address, topics }),
  });
  if (session?.role === "operator" && !session.isByKey) return show("everybodys", null);
  if (session?.email && !session.isByKey) return show("own", session.email);
  const asked = openedOrNull(ctx.seal, (await cookies()).get(INBOX_COOKIE)?.value);
  if (asked) return show("asked", asked, ["confirm", "sign_up_again"]);
  return { whose: session ? "by_key" : "nobodys", address: null, mails: [] };
}

function openedOrNull(
  seal: { open(sealed: string, purpose: string): string },
  value?: string,
): string | null {
  try {
    return value ? seal.open(value, INBOX_COOKIE) : null;
  } catch {
    return null;
  }
}
