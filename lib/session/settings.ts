import "server-only";
import { redirect } from "next/navigation";
import { readMailSettings, saveMailSettings, setMailLocale } from "@/lib/domain/mail/settings";
import {
  listSessions,
  type OpenSession,
  type SessionSummary,
  signOutOne,
  signOutOthers,
} from "@/lib/domain/sessions/current";
import { changePassword } from "@/lib/domain/users/password";
import {
  disableTwoFactor,
  enableTwoFactor,
  readTwoFactor,
  startTwoFactor,
} from "@/lib/domain/users/two-factor";
import type { MUTABLE_TOPICS } from "@/lib/mail/mailer";
import { runtime } from "@/lib/runtime";
import { totpUri } from "@/lib/totp";
import { currentSession, requireCustomer, requireOwnOrigin } from "./current";
import { type Problem, problemOf } from "./problem";

export type Topic = (typeof MUTABLE_TOPICS)[number];

export interface Settings {
  twoFactor: { isOn: boolean; recoveryCodes: number };
  sessions: SessionSummary[];
  mail: { locale: "en" | "ru"; topics: { topic: Topic; isOn: boolean }[] };
}

/** What the settings page shows. `null` for a session that an API key opened: it does not manage the account. */
export async function readSettings(session: OpenSession): Promise<Settings | null> {
  if (session.isByKey) return null;
  const ctx = await runtime();
  const [twoFactor, sessions, mail] = await Promise.all([
    readTwoFactor(ctx, session.userId),
    listSessions(ctx, session),
    readMailSettings(ctx, session.userId),
  ]);
  return { twoFactor, sessions, mail };
}

export async function saveNotifications(wish: {
  locale: "en" | "ru";
  topics: readonly string[];
}): Promise<void> {
  const { userId } = await requireOwner();
  await saveMailSettings(await runtime(), userId, wish);
}

/** Keeps the language of the mails; a session that an API key opened has none to keep. */
export async function saveMailLocale(locale: "en" | "ru"): Promise<void> {
  await requireOwnOrigin();
  const session = await currentSession();
  if (session && !session.isByKey) await setMailLocale(await runtime(), session.userId, locale);
}

export async function setPassword(wish: { current: string; password: string }): Promise<Problem | null> {
  const session = await requireOwner();
  return problemOf(changePassword(await runtime(), session, wish));
}

/** A new secret with what its QR code says, or what is wrong. */
export async function beginTwoFactor(
  password: string,
): Promise<{ secret: string; uri: string } | { problem: Problem }> {
  const { userId, email } = await requireOwner();
  let secret = "";
  const work = startTwoFactor(await runtime(), userId, password).then((made) => {
    secret = made;
  });
  const problem = await problemOf(work);
  return problem ? { problem } : { secret, uri: totpUri(secret, email ?? `#${userId}`) };
}

/** The recovery codes, this once, or what is wrong. */
export async function finishTwoFactor(code: string): Promise<{ codes: string[] } | { problem: Problem }> {
  const { userId } = await requireOwner();
  let codes: string[] = [];
  const work = enableTwoFactor(await runtime(), userId, code.replaceAll(" ", "")).then((made) => {
    codes = made;
  });
  const problem = await problemOf(work);
  return problem ? { problem } : { codes };
}

export async function endTwoFactor(proof: { password: string; code: string }): Promise<Problem | null> {
  const { userId } = await requireOwner();
  return problemOf(disableTwoFactor(await runtime(), userId, proof));
}

export async function endSessionOf(handle: number): Promise<void> {
  const { userId } = await requireOwner();
  await signOutOne(await runtime(), userId, handle);
}

export async function endOtherSessionsOfMine(): Promise<void> {
  const { userId, id } = await requireOwner();
  await signOutOthers(await runtime(), userId, id);
}

/** Who signed in as a person; a session that an API key opened goes back to the page, which says why. */
async function requireOwner(): Promise<OpenSession> {
  await requireOwnOrigin();
  const session = await requireCustomer();
  const page = session.role === "operator" ? "/operator/settings" : "/settings";
  return session.isByKey ? redirect(page) : session;
}
