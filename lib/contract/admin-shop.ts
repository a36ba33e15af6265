import { z } from "zod";
import { CATEGORIES, countryInput, MAX_QUANTITY, quantity, STATIC_CATEGORIES, tier } from "./catalog";
import { expectations } from "./expectations";
import { dryRunQuery, id, idText, instant, listOf, page, usd } from "./fields";
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
    .refine((text) => /[1-9]/.test(text), "A unit price is more than nothing.")
    .register(expectations, { type: "unit_price" }),
});

const tiers = z
  .array(tierInput)
  .min(1)
  .max(MOST_TIERS)
  .refine((list) => list[0]?.min_quantity === 1, "The first tier starts at 1.")
  .refine(
    (list) => list.every((entry, n) => n === 0 || entry.min_quantity > (list[n - 1]?.min_quantity ?? 0)),
    "Each tier starts at more than the one before.",
  )
  .register(expectations, { type: "tiers", min: 1, max: MOST_TIERS });

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

export const STOCK_STATUSES = ["free", "sold", "withdrawn"] as const;

export const stockAddress = z
  .object({
    id,
    supplier: z.string(),
    category: z.enum(CATEGORIES),
    country: z.string(),
    ip: z.string(),
    port_http: z.number().int(),
    port_socks: z.number().int(),
    status: z.enum(STOCK_STATUSES),
    has_login: z.boolean().meta({ description: "It came with a login and password of its own." }),
    subscription_id: id.nullable(),
    user_id: id.nullable(),
    withdrawn_at: instant.nullable(),
  })
  .meta({ id: "StockAddress" });

export const stockSummary = z
  .object({
    supplier: z.string(),
    category: z.enum(CATEGORIES),
    country: z.string(),
    free: z.number().int(),
    sold: z.number().int(),
    withdrawn: z.number().int(),
  })
  .meta({ id: "StockSummary" });

export const stockImport = z
  .object({
    dry_run: z.boolean(),
    added: z.number().int(),
    returned: z.number().int().meta({ description: "Withdrawn addresses that are on the shelf again." }),
    errors: z.array(z.object({ line: z.number().int(), code: z.string(), message: z.string() })),
    items: z
      .array(
        z.object({ line: z.number().int(), ip: z.string(), port: z.number().int(), has_login: z.boolean() }),
      )
      .meta({ description: "What was read, without secrets." }),
  })
  .meta({ id: "StockImport" });

export type StockAddress = z.infer<typeof stockAddress>;
export type StockSummary = z.infer<typeof stockSummary>;
export type StockImport = z.infer<typeof stockImport>;

const word = z.string().min(1).max(64);

export const listStock = defineRoute({
  method: "get",
  path: "/admin/stock",
  summary: "Addresses in stock, newest first",
  scope: "admin:*",
  query: z.strictObject({
    ...page.shape,
    supplier: word.optional(),
    category: z.enum(CATEGORIES).optional(),
    country: word.optional(),
    status: z.enum(STOCK_STATUSES).optional(),
    q: word.optional().meta({ description: "The beginning of an IP." }),
  }),
  answers: { 200: listOf(stockAddress) },
});

export const getStockSummary = defineRoute({
  method: "get",
  path: "/admin/stock/summary",
  summary: "How much stock there is by supplier, category and country",
  scope: "admin:*",
  answers: { 200: z.object({ items: z.array(stockSummary) }) },
});

export const importStock = defineRoute({
  method: "post",
  path: "/admin/stock",
  summary: "Import a list of proxies, all or nothing; a dry run shows an error per line",
  scope: "admin:*",
  query: dryRunQuery,
  body: z.strictObject({
    category: z.enum(STATIC_CATEGORIES),
    country_name: countryInput,
    list: z.string().min(1).max(60_000).meta({
      description:
        "One proxy per line: `ip:port:user:pass`, `user:pass@ip:port`, `ip:port`, also as URLs or CSV.",
      example: "203.0.113.7:8080:user:pass",
    }),
  }),
  answers: { 200: stockImport },
});

export const withdrawStock = defineRoute({
  method: "delete",
  path: "/admin/stock/{id}",
  summary: "Withdraw a free address",
  scope: "admin:*",
  params: z.object({ id: idText }),
  answers: { 200: stockAddress },
});

export const returnStock = defineRoute({
  method: "post",
  path: "/admin/stock/{id}/return",
  summary: "Put a withdrawn address back; one with a password of its own is imported again instead",
  scope: "admin:*",
  params: z.object({ id: idText }),
  body: z.strictObject({}),
  bodyOptional: true,
  answers: { 200: stockAddress },
});
