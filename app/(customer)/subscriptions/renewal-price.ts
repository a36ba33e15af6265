import "server-only";
import { call } from "@/lib/client";
import { getQuote } from "@/lib/contract/catalog";
import type { Subscription } from "@/lib/contract/subscriptions";
import { requireCustomer } from "@/lib/session/current";

/** What a renewal costs now: as the card says, or as a quote does where a deployment's cards tell no price. */
export async function renewalPriceOf(card: Subscription): Promise<string | null> {
  const { renewal_price_usd: told, kind, status, category, country, quantity } = card;
  const isAsked = told === null && kind === "static" && (status === "active" || status === "expired");
  if (!isAsked || quantity < 1 || !(await requireCustomer()).remote) return told;
  const body = { category, quantity, ...(country ? { country_name: country } : {}) };
  const quoted = await call(getQuote, { body });
  return quoted.ok ? quoted.answer.price_usd : null;
}
