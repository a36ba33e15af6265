import type { Translate } from "@/lib/messages/translator";

const PROVIDERS = ["manual", "sandbox"] as const;

/** Texts that the business itself writes on a transaction. */
const CAUSES = {
  "Deposit: Bank or crypto transfer": "causes.manual",
  "Deposit: Sandbox payment": "causes.sandbox",
  "Sandbox balance": "causes.balance",
} as const;

/** How one pays, in the reader's words; a provider that we have none for keeps its own title, else its name. */
export function providerText(words: Translate<"common">, name: string, title: string = name): string {
  const known = PROVIDERS.find((one) => one === name);
  return known ? words(`providers.${known}`) : title;
}

/** What a transaction is for, in the reader's words where the business wrote it, else as it was written. */
export function causeText(words: Translate<"common">, description: string): string {
  return isOurs(description) ? words(CAUSES[description]) : description;
}

function isOurs(description: string): description is keyof typeof CAUSES {
  return Object.hasOwn(CAUSES, description);
}
