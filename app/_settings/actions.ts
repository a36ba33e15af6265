"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { LOCALES, type Locale } from "@/lib/messages/locale";
import {
  beginTwoFactor,
  endOtherSessionsOfMine,
  endSessionOf,
  endTwoFactor,
  finishTwoFactor,
  saveMailLocale,
  saveNotifications,
  setPassword,
} from "@/lib/session/settings";
import { type Qr, qrOf } from "./qr";

export interface PasswordState {
  errors: { current?: "wrong" | "tooMany"; password?: "short" };
  isDone: boolean;
}

/** Mails follow the language that the pages are read in. */
export async function keepLocale(locale: Locale): Promise<void> {
  await saveMailLocale(z.enum(LOCALES).parse(locale));
}

/** Changes the password and signs the other sessions out. */
export async function changePassword(_before: PasswordState, data: FormData): Promise<PasswordState> {
  const current = textOf(data, "current");
  const password = textOf(data, "password");
  if (!current) return { errors: { current: "wrong" }, isDone: false };
  if (password.length < 12) return { errors: { password: "short" }, isDone: false };
  const problem = await setPassword({ current, password });
  if (problem) return { errors: { current: problem === "tooMany" ? "tooMany" : "wrong" }, isDone: false };
  refreshSettings();
  return { errors: {}, isDone: true };
}

/** How far turning two-factor on has come. What is secret is in the state of the one who turns it on, and nowhere else. */
export type TwoFactorState =
  | { step: "password"; error: "wrongPassword" | "tooMany" | "state" | null }
  | { step: "code"; secret: string; qr: Qr; error: "wrongCode" | "tooMany" | "state" | null }
  | { step: "codes"; codes: string[] };

/** The next step of turning two-factor on: the password, then a first code. */
export async function turnOn(before: TwoFactorState, data: FormData): Promise<TwoFactorState> {
  if (before.step === "codes") return before;
  if (before.step === "password") {
    const made = await beginTwoFactor(textOf(data, "password"));
    if ("problem" in made)
      return { step: "password", error: made.problem === "invalid" ? "wrongPassword" : made.problem };
    return { step: "code", secret: made.secret, qr: qrOf(made.uri), error: null };
  }
  const made = await finishTwoFactor(textOf(data, "code"));
  if ("problem" in made) return { ...before, error: made.problem === "invalid" ? "wrongCode" : made.problem };
  return { step: "codes", codes: made.codes };
}

export type TurnOffState = { error: "wrongProof" | "tooMany" | null };

/** Turns two-factor off for who has both. */
export async function turnOff(_before: TurnOffState, data: FormData): Promise<TurnOffState> {
  const problem = await endTwoFactor({ password: textOf(data, "password"), code: textOf(data, "code") });
  if (problem) return { error: problem === "tooMany" ? "tooMany" : "wrongProof" };
  refreshSettings();
  return { error: null };
}

/** Signs out one of the own sessions. */
export async function endSession(data: FormData): Promise<void> {
  await endSessionOf(z.coerce.number().int().positive().parse(data.get("handle")));
  refreshSettings();
}

/** Signs out every session but this one. */
export async function endOthers(): Promise<void> {
  await endOtherSessionsOfMine();
  refreshSettings();
}

/** Keeps which mails are wanted, and in which language. */
export async function saveMails(_before: boolean, data: FormData): Promise<boolean> {
  const locale = z.enum(["en", "ru"]).parse(data.get("locale"));
  await saveNotifications({ locale, topics: data.getAll("topic").map(String) });
  refreshSettings();
  return true;
}

/** Both areas show the settings. */
function refreshSettings(): void {
  revalidatePath("/settings");
  revalidatePath("/operator/settings");
}

function textOf(data: FormData, name: string): string {
  return String(data.get(name) ?? "").slice(0, 1024);
}
