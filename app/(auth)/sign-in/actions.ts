"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { type Entry, enter } from "@/lib/session/auth";
import { requireOwnOrigin, safeNext } from "@/lib/session/current";

export interface SignInState {
  email: string;
  problem: { code: ErrorCode; reason: string | null } | null;
  /** There when the password was right and a code has to follow. */
  challenge: string | null;
}

const password = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1024) });
const code = z.object({ challenge: z.string().min(1).max(100), code: z.string().min(1).max(40) });
const key = z.object({ key: z.string().trim().min(1).max(100) });
const WRONG = { code: "invalid_key", reason: null } as const;

/** Signs in and goes where the person wanted to be; otherwise says why not and keeps the e-mail. */
export async function signIn(_before: SignInState, data: FormData): Promise<SignInState> {
  const email = String(data.get("email") ?? "");
  const fields = password.safeParse(Object.fromEntries(data));
  if (!fields.success) return { email, problem: WRONG, challenge: null };
  return { email, ...(await tryTo({ way: "password", ...fields.data }, data)) };
}

/** The second step: a code for the challenge that the password earned. */
export async function sendCode(before: SignInState, data: FormData): Promise<SignInState> {
  const challenge = String(data.get("challenge") ?? "");
  const fields = code.safeParse(Object.fromEntries(data));
  if (!fields.success) return { ...before, challenge, problem: WRONG };
  const { problem } = await tryTo({ way: "code", ...fields.data }, data);
  return { ...before, challenge, problem };
}

/** Signs in with an API key. */
export async function signInWithKey(_before: SignInState, data: FormData): Promise<SignInState> {
  const fields = key.safeParse(Object.fromEntries(data));
  if (!fields.success) return { email: "", problem: WRONG, challenge: null };
  return { email: "", ...(await tryTo({ way: "key", ...fields.data }, data)) };
}

async function tryTo(entry: Entry, data: FormData): Promise<Pick<SignInState, "problem" | "challenge">> {
  await requireOwnOrigin();
  const refusal = await enter(entry);
  if (!refusal) redirect(safeNext(data.get("next")));
  const { challenge, ...problem } = refusal;
  return challenge ? { challenge, problem: null } : { challenge: null, problem };
}
