"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { signInWithPassword } from "@/lib/session/auth";
import { requireOwnOrigin, safeNext } from "@/lib/session/current";

export interface SignInState {
  email: string;
  problem: { code: ErrorCode; reason: string | null } | null;
}

const form = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1024) });

/** Signs in and goes where the person wanted to be; otherwise says why not and keeps the e-mail. */
export async function signIn(_before: SignInState, data: FormData): Promise<SignInState> {
  await requireOwnOrigin();
  const fields = form.safeParse({ email: data.get("email"), password: data.get("password") });
  if (!fields.success)
    return { email: String(data.get("email") ?? ""), problem: { code: "invalid_key", reason: null } };
  const problem = await signInWithPassword(fields.data.email, fields.data.password);
  if (problem) return { email: fields.data.email, problem };
  redirect(safeNext(data.get("next")));
}
