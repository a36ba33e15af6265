"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { call, type Failure } from "@/lib/client";
import { countryInput, quantity, STATIC_CATEGORIES } from "@/lib/contract/catalog";
import { priceLimit } from "@/lib/contract/fields";
import { buyStatic } from "@/lib/contract/orders";
import { AppError } from "@/lib/errors";
import { currentSession } from "@/lib/session/current";
import type { BuyEnd, BuyWish } from "./purchase";

const wished = z.strictObject({
  category: z.enum(STATIC_CATEGORIES),
  country: countryInput,
  quantity,
  autoRenew: z.boolean(),
  maxPriceUsd: priceLimit,
  idempotencyKey: z.string().regex(/^[0-9a-f-]{32,36}$/),
});

/** Buys at the price that was shown, at most. The same key is the same purchase, however often it comes. */
export async function buy(wish: BuyWish): Promise<BuyEnd> {
  const parsed = wished.safeParse(wish);
  if (!parsed.success) return refused({ code: "bad_request", charged: false });
  if (!(await currentSession())) return { end: "signed-out" };
  const { category, country, quantity, autoRenew, maxPriceUsd, idempotencyKey } = parsed.data;
  const body = {
    category,
    country_name: country,
    quantity,
    auto_renew: autoRenew,
    max_price_usd: maxPriceUsd,
  };
  try {
    const result = await call(buyStatic, { body }, { idempotencyKey });
    revalidatePath("/", "layout");
    if (!result.ok) return endOf(result.status, result.error);
    if ("dry_run" in result.answer) return { end: "unknown" };
    const { subscription_id, status } = result.answer;
    return { end: status === "ok" ? "delivered" : "preparing", subscriptionId: subscription_id };
  } catch (error) {
    if (error instanceof AppError) return refused({ code: error.code, charged: false });
    throw error;
  }
}

function endOf(status: number, failure: Failure): BuyEnd {
  if (status === 401 && !failure.code.startsWith("signature_")) return { end: "signed-out" };
  const unknown = failure.charged !== false || failure.code === "idempotency_in_progress";
  return unknown ? { end: "unknown", requestId: failure.request_id } : refused(failure);
}

function refused(failure: Extract<BuyEnd, { end: "refused" }>["failure"]): BuyEnd {
  return { end: "refused", failure };
}
