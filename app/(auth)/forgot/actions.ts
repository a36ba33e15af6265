"use server";

import { z } from "zod";
import { askReset } from "@/lib/session/join";

export interface ForgotState {
  email: string;
  error: "emailNeeded" | "tooMany" | null;
  isSent: boolean;
}

/** Mails a link for a new password; says the same whether the address has an account. */
export async function forgot(_before: ForgotState, data: FormData): Promise<ForgotState> {
  const email = String(data.get("email") ?? "").trim();
  if (!z.email().max(320).safeParse(email).success) return { email, error: "emailNeeded", isSent: false };
  const problem = await askReset(email);
  return problem ? { email, error: "tooMany", isSent: false } : { email, error: null, isSent: true };
}
