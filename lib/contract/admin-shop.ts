import { z } from "zod";
import { CATEGORIES, MAX_QUANTITY, quantity, tier } from "./catalog";
import { dryRunQuery, usd } from "./fields";
import { defineRoute } from "./route";

const MOST_TIERS = 20;

export const pricing = z
  .object({
    category: z.enum(CATEGORIES),
    label: z.string(),
    unit: z.enum(["IP", "GB"]),
    live: z.boolean(),
    tiers: z.array(tier),
  })
  .meta({ id: "Pricing" });

export const pricePreview = z
  .object({ quantity: z.number().int(), before_usd: usd, after_usd: usd })
  .meta({ id: "PricePreview" });

export type Pricing = z.infer<typeof pricing>;

/** From a ten-thousandth of a cent to a hundred thousand dollars per unit. */
const tierInput = z.strictObject({
  min_quantity: z.number().int().min(1).max(MAX_QUANTITY),
  unit_price_usd: z
    .string()
    .regex(/^\d{1,5}\.\d{2,6}$/, 'A unit price has two to six digits after the point, such as "2.125".')
    .refine((text) => /[1-9]/.test(text), "A unit price is more than nothing."),
});

const tiers = z
  .array(tierInput)
  .min(1)
  .max(MOST_TIERS)
  .refine((list) => list[0]?.min_quantity === 1, "The first tier starts at 1.")
  .refine(
    (list) => list.every((entry, n) => n === 0 || entry.min_quantity > (list[n - 1]?.min_quantity ?? 0)),
    "Each tier starts at more than the one before.",
  );

export const listPricing = defineRoute({
  method: "get",
  path: "/admin/pricing",
  summary: "Prices of all categories, sold or not",
  scope: "admin:*",
  answers: { 200: z.object({ items: z.array(pricing) }) },
});

export const setPricing = defineRoute({
  method: "post",
  path: "/admin/pricing/{category}",
  summary: "Set the tiers of a category, or switch it on and off; a dry run shows prices before and after",
  scope: "admin:*",
  params: z.object({ category: z.enum(CATEGORIES) }),
  query: dryRunQuery,
  body: z.strictObject({
    tiers: tiers.optional().meta({ description: "All tiers, ascending; they replace the ones before." }),
    live: z.boolean().optional().meta({ description: "`false`: not sold at the moment." }),
    preview_quantities: z
      .array(quantity)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: "Which quantities to preview; the starts of all tiers when absent." }),
  }),
  answers: {
    200: z.object({ dry_run: z.boolean(), pricing, preview: z.array(pricePreview) }),
  },
});
