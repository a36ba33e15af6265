"use server";

import { confirmJoin } from "@/lib/session/join";

/** Opens the account of the link. */
export async function confirm(
  _before: "done" | "invalid" | null,
  data: FormData,
): Promise<"done" | "invalid"> {
  return (await confirmJoin(String(data.get("token") ?? "").slice(0, 100))) ? "invalid" : "done";
}
