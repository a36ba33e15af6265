import "server-only";
import { AppError } from "@/lib/errors";

/** What a form tells: wrong password, code or link; too many tries; or not possible as things stand. */
export type Problem = "invalid" | "tooMany" | "state";

/** Turns an expected failure into what a form tells; anything else goes on. */
export async function problemOf(work: Promise<unknown>): Promise<Problem | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "rate_limited") return "tooMany";
    return error.code === "invalid_state" ? "state" : "invalid";
  }
}
