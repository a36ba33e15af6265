"use server";

import { finishReset } from "@/lib/session/join";

export interface ResetState {
  error: "passwordNeeded" | null;
  end: "done" | "invalid" | null;
}

/** Sets the password of the link. */
export async function reset(_before: ResetState, data: FormData): Promise<ResetState> {
  const password = String(data.get("password") ?? "");
  if (password.length < 12 || password.length > 1024) return { error: "passwordNeeded", end: null };
  const token = String(data.get("token") ?? "").slice(0, 100);
  return { error: null, end: (await finishReset({ token, password })) ? "invalid" : "done" };
}
