import "server-only";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

/** How a subscription is called: its label, or what it is, such as "5 IP ISP US". */
export async function getNamer(): Promise<(subscription: Subscription) => string> {
  const [t, words] = await Promise.all([getT("operatorUsers"), getT("common")]);
  return ({ label, quantity, category, country, unit }) =>
    label ??
    t("subscription.name", {
      quantity,
      category: words(`categories.${category}`),
      country: country === "001" ? "" : country,
      unit: words(`units.${unit}`),
    });
}
