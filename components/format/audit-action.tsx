import { isAuditAction } from "@/lib/audit-action";
import { useT } from "@/lib/messages/t";
import type { Translate } from "@/lib/messages/translator";

/** Who did what, as the audit trail and a subscription's activity have it. */
interface Act {
  action: string;
  by: string;
}

/** What was done, in the reader's words; the code itself when another version of the product wrote it down. */
export function actionText(words: Translate<"auditActions">, { action, by }: Act, product: string): string {
  if (!isAuditAction(action)) return action;
  return words(action === "subscription.renew" && by === product ? "renewedByItself" : action);
}

/** What was done, in words. */
export function ActionText({ act }: { act: Act }) {
  return actionText(useT("auditActions"), act, useT("common")("product"));
}
