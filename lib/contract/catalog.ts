import { z } from "zod";
import { unitPrice, usd } from "./fields";
import { defineRoute } from "./route";

export const CATEGORIES = ["isp", "datacenter", "residential", "mobile"] as const;
export const STATIC_CATEGORIES = ["isp", "datacenter"] as const;
export const MAX_QUANTITY = 500;

export const tier = z.object({
  min_quantity: z.number().int().meta({ example: 20 }),
  unit_price_usd: unitPrice,
});

export const category = z
  .object({
    category: z.enum(CATEGORIES),
    label: z.string().meta({ example: "ISP" }),
    unit: z.enum(["IP", "GB"]),
    kind: z.enum(["static", "rotating"]),
    live: z.boolean(),
    sample_price_usd: usd.meta({ description: "The first tier's price for one unit.", example: "2.50" }),
    tiers: z.array(tier).optional(),
    countries: z
      .array(
        z.object({
          code: z.string().meta({ example: "US" }),
          name: z.string().meta({ example: "United States" }),
          available: z.number().int().meta({ example: 240 }),
        }),
      )
      .optional()
      .meta({ description: "Where it can be had, and how many units." }),
  })
  .meta({ id: "Category" });

export const quote = z
  .object({
    category: z.enum(CATEGORIES),
    quantity: z.number().int().meta({ example: 5 }),
    unit: z.enum(["IP", "GB"]),
    price_usd: usd,
    available: z.boolean(),
    unit_price_usd: unitPrice,
    next_tier: tier.nullable(),
  })
  .meta({ id: "Quote" });

/** A whole number of units; not a text, not a fraction. */
export const quantity = z.number().int().min(1).max(MAX_QUANTITY).meta({ example: 5 });
export const countryInput = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "Country name or ISO code, any case.", example: "United States" });

export type Category = z.infer<typeof category>;
export type Quote = z.infer<typeof quote>;
export type Tier = z.infer<typeof tier>;

export const getCatalog = defineRoute({
  method: "get",
  path: "/proxy/catalog",
  summary: "What is sold, with price tiers and countries",
  scope: "proxy:read",
  answers: { 200: z.object({ categories: z.array(category) }) },
});

export const getQuote = defineRoute({
  method: "post",
  path: "/proxy/quote",
  summary: "Price of a quantity",
  scope: "proxy:read",
  bucket: "quotes",
  body: z.strictObject({ category: z.enum(CATEGORIES), quantity, country_name: countryInput.optional() }),
  answers: { 200: quote },
});
