import type { Translate } from "@/lib/messages/translator";

const PROVIDERS = ["manual", "sandbox"] as const;

/** How one pays, in the reader's words; a provider that we have none for keeps its own title, else its name. */
export function providerText(words: Translate<"common">, name: string, title: string = name): string {
  const known = PROVIDERS.find((one) => one === name);
  return known ? words(`providers.${known}`) : title;
}
