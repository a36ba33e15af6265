import type { Result } from "@/lib/client";

/** A refusal because a form named nobody, told at the field of the user's number. */
export function atUser<T>(result: Result<T>, message: string): Result<T> {
  if (result.ok || result.error.code !== "not_found") return result;
  const fields = [{ path: "user_id", code: "not_found", message }];
  return { ...result, error: { ...result.error, code: "bad_request", fields } };
}
