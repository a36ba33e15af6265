import "server-only";
import type { ItemEnd } from "@/components/form/use-bulk-run";
import type { Result } from "@/lib/client";
import { getT } from "@/lib/messages/server";

/** The end of an act on one of many, in the reader's words. */
export async function itemEnd<T>(result: Result<T>, done: (answer: T) => string): Promise<ItemEnd> {
  if (result.ok) return { end: "done", text: done(result.answer) };
  const { code, charged, fields } = result.error;
  if (charged === "unknown" || charged === true || code === "idempotency_in_progress")
    return { end: "unknown", text: "" };
  const [t, errors] = await Promise.all([getT("operatorBulk"), getT("errors")]);
  const reason = fields?.[0]?.message ?? errors(`${code}.title`);
  return { end: "failed", text: t("failed", { reason }) };
}

/** The act met another state than it needs: somebody, or a try whose answer got lost, was faster. */
export function isStateRefused(result: Result<unknown>): boolean {
  return !result.ok && result.error.code === "invalid_state";
}
