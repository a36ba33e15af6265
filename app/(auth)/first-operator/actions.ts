"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { makeFirstOperator } from "@/lib/session/first-operator";

export interface FirstOperatorState {
  email: string;
  problem: "invalid" | "incomplete" | null;
}

const form = z.object({
  token: z.string().min(1).max(100),
  email: z.email().max(320),
  password: z.string().min(12).max(1024),
});

/** Makes the first operator and goes to sign-in. */
export async function accept(_before: FirstOperatorState, data: FormData): Promise<FirstOperatorState> {
  const fields = form.safeParse(Object.fromEntries(data));
  const email = String(data.get("email") ?? "");
  if (!fields.success) return { email, problem: "incomplete" };
  if (!(await makeFirstOperator(fields.data))) return { email, problem: "invalid" };
  redirect("/sign-in");
}
