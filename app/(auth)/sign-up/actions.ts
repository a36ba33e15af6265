"use server";

import { z } from "zod";
import { getLocale } from "@/lib/messages/server";
import { safeNext } from "@/lib/session/current";
import { join } from "@/lib/session/join";

export interface SignUpState {
  email: string;
  errors: { email?: "emailNeeded"; password?: "passwordNeeded" | "tooMany" };
  isSent: boolean;
}

const form = z.object({ email: z.email().max(320), password: z.string().min(12).max(1024) });

/** Mails the link that opens the account; says the same whether the address has one. */
export async function signUp(_before: SignUpState, data: FormData): Promise<SignUpState> {
  const email = String(data.get("email") ?? "").trim();
  const fields = form.safeParse({ email, password: data.get("password") });
  if (!fields.success) {
    const wrong = new Set(fields.error.issues.map(({ path }) => path[0]));
    const errors: SignUpState["errors"] = {
      ...(wrong.has("email") ? { email: "emailNeeded" } : {}),
      ...(wrong.has("password") ? { password: "passwordNeeded" } : {}),
    };
    return { email, errors, isSent: false };
  }
  const problem = await join({ ...fields.data, locale: await getLocale(), next: safeNext(data.get("next")) });
  return problem
    ? { email, errors: { password: "tooMany" }, isSent: false }
    : { email, errors: {}, isSent: true };
}
