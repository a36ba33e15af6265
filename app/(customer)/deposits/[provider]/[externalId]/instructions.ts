import type { Translate } from "@/lib/messages/translator";

/** What we write ourselves on an invoice that is paid by hand. The rest is the operator's own text. */
const SANDBOX = "Sandbox: nothing has to be sent. An operator marks the deposit as completed.";
const REFERENCE = /^Payment reference: (?=\S+$)/m;

/** How to pay, with our own words in the reader's language and the operator's as they are. */
export function instructionsText(t: Translate<"deposits">, instructions: string): string {
  return instructions.replace(SANDBOX, t("sandboxHow")).replace(REFERENCE, `${t("reference")}: `);
}
