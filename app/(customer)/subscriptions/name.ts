import "server-only";
import type { Subscription } from "@/lib/contract/subscriptions";
import { ANY_COUNTRY } from "@/lib/countries";
import { getT } from "@/lib/messages/server";

/** How a subscription is called: its label, or what it is, such as "5 × ISP US". */
export async function getNamer(): Promise<(subscription: Subscription) => string> {
  const [t, words] = await Promise.all([getT("subscriptions"), getT("common")]);
  return ({ label, quantity, category, country, unit }) =>
    label ??
    t(unit === "GB" ? "nameTraffic" : "name", {
      quantity,
      category: words(`categories.${category}`),
      country: country === ANY_COUNTRY ? "" : country,
    }).trim();
}
