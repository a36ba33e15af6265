"use server";

import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { call } from "@/lib/client";
import { setPricing } from "@/lib/contract/admin-shop";
import { CATEGORIES } from "@/lib/contract/catalog";
import { getT } from "@/lib/messages/server";
import type { PriceEnd, PriceWish } from "./states";
import { unitPriceOf } from "./typed-price";

const category = z.enum(CATEGORIES);
const text = z.string().max(20);
const typed = z.strictObject({
  category,
  tiers: z.array(z.strictObject({ min_quantity: text, unit_price_usd: text })).max(50),
  quantities: z.string().max(400),
});

/** Puts a category on sale, or takes it off. */
export async function switchLive(_: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ category, live: z.enum(["true", "false"]) }).parse(Object.fromEntries(form));
  const live = wish.live === "true";
  const [t, words] = await Promise.all([getT("operatorPrices"), getT("common")]);
  const message = t(live ? "started" : "stopped", { category: words(`categories.${wish.category}`) });
  return actEnd(await call(setPricing, { params: { category: wish.category }, body: { live } }), message);
}

/** What quantities cost before and after; changes nothing. */
export async function previewPrices(wish: PriceWish): Promise<PriceEnd> {
  return changeOrPreview(wish, "true");
}

/** Sets the tiers. */
export async function savePrices(wish: PriceWish): Promise<PriceEnd> {
  return changeOrPreview(wish, "false");
}

async function changeOrPreview(wish: PriceWish, dryRun: "true" | "false"): Promise<PriceEnd> {
  const { tiers, quantities, ...params } = typed.parse(wish);
  const wanted = quantities
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  const result = await call(setPricing, {
    params,
    query: { dry_run: dryRun },
    body: {
      tiers: tiers.map(({ min_quantity, unit_price_usd }) => ({
        min_quantity: Number(min_quantity),
        unit_price_usd: unitPriceOf(unit_price_usd),
      })),
      ...(wanted.length && dryRun === "true" ? { preview_quantities: wanted } : {}),
    },
  });
  if (!result.ok) {
    const { code, request_id, fields } = result.error;
    return { state: "refused", failure: { code, request_id, ...(fields ? { fields } : {}) } };
  }
  return dryRun === "true" ? { state: "previewed", preview: result.answer.preview } : { state: "saved" };
}
