"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { askWhoIAm } from "@/lib/client/who-am-i";
import type { ErrorCode } from "@/lib/errors";
import { getLocale } from "@/lib/messages/server";
import { type Entry, enter, type Refusal } from "@/lib/session/auth";
import { remoteOrigin, requireOwnOrigin, safeNext } from "@/lib/session/current";
import { enterRemotely } from "@/lib/session/remote";

export interface SignInState {
  email: string;
  /** The user that was typed beside an operator key. */
  userId?: string;
  problem: { code: ErrorCode; reason: string | null } | null;
  /** There when the password was right and a code has to follow. */
  challenge: string | null;
}

const password = z.object({
  email: z.string().regex(/^[^\0]{1,320}$/),
  password: z.string().min(1).max(1024),
});
const code = z.object({ challenge: z.string().min(1).max(100), code: z.string().min(1).max(40) });
const key = z.object({ key: z.string().trim().min(1).max(100) });
const remoteKey = z.object({
  key: z.string().trim().min(1).max(500),
  user_id: z.union([
    z.literal(""),
    z
      .string()
      .trim()
      .regex(/^[1-9]\d{0,14}$/),
  ]),
  signing_secret: z.string().trim().max(500),
});
const WRONG = { code: "invalid_key", reason: null } as const;

/** Signs in and goes where the person wanted to be; otherwise says why not and keeps the e-mail. */
export async function signIn(_before: SignInState, data: FormData): Promise<SignInState> {
  const email = String(data.get("email") ?? "");
  const fields = password.safeParse(Object.fromEntries(data));
  if (!fields.success) return { email, problem: WRONG, challenge: null };
  return { email, ...(await tryTo({ way: "password", ...fields.data, locale: await getLocale() }, data)) };
}

/** The second step: a code for the challenge that the password earned. */
export async function sendCode(before: SignInState, data: FormData): Promise<SignInState> {
  const challenge = String(data.get("challenge") ?? "");
  const fields = code.safeParse(Object.fromEntries(data));
  if (!fields.success) return { ...before, challenge, problem: WRONG };
  const { problem } = await tryTo({ way: "code", ...fields.data, locale: await getLocale() }, data);
  return { ...before, challenge, problem };
}

/** Signs in with an API key: here, or at the deployment that the dashboard works against. */
export async function signInWithKey(_before: SignInState, data: FormData): Promise<SignInState> {
  if ((await remoteOrigin()) !== null) return signInRemotely(data);
  const fields = key.safeParse(Object.fromEntries(data));
  if (!fields.success) return { email: "", problem: WRONG, challenge: null };
  return { email: "", ...(await tryTo({ way: "key", ...fields.data }, data)) };
}

async function signInRemotely(data: FormData): Promise<SignInState> {
  const userId = String(data.get("user_id") ?? "");
  const fields = remoteKey.safeParse(Object.fromEntries(data));
  if (!fields.success) {
    const isUser = fields.error.issues.some(({ path }) => path[0] === "user_id");
    const problem = isUser ? ({ code: "bad_request", reason: null } as const) : WRONG;
    return { email: "", userId, problem, challenge: null };
  }
  const { key, user_id, signing_secret } = fields.data;
  const wish = { key, userId: user_id ? Number(user_id) : null, signingSecret: signing_secret || null };
  return { email: "", userId, ...ended(await enterRemotely(wish, askWhoIAm), data) };
}

async function tryTo(entry: Entry, data: FormData): Promise<Pick<SignInState, "problem" | "challenge">> {
  await requireOwnOrigin();
  return ended(await enter(entry), data);
}

function ended(refusal: Refusal | null, data: FormData): Pick<SignInState, "problem" | "challenge"> {
  if (!refusal) redirect(safeNext(data.get("next")));
  const { challenge, ...problem } = refusal;
  return challenge ? { challenge, problem: null } : { challenge: null, problem };
}
