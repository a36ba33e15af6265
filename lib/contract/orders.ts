import { z } from "zod";
import { countryInput, quantity, STATIC_CATEGORIES } from "./catalog";
import { dryRun, dryRunQuery, id, priceLimit, usd } from "./fields";
import { defineRoute } from "./route";

export const purchase = z
  .object({
    status: z.enum(["ok", "provisioning"]),
    subscription_id: id,
    order_id: id,
    price_usd: usd,
    quantity: z.number().int(),
    country: z.string(),
  })
  .meta({ id: "Purchase" });

export const buyStatic = defineRoute({
  method: "post",
  path: "/proxy/static",
  summary: "Buy static proxies",
  scope: "proxy:buy",
  money: true,
  query: dryRunQuery,
  body: z.strictObject({
    category: z.enum(STATIC_CATEGORIES),
    country_name: countryInput,
    quantity,
    auto_renew: z.boolean().optional(),
    user_id: id.optional().meta({ description: "Required for an operator key." }),
    max_price_usd: priceLimit.optional(),
  }),
  answers: { 200: z.union([purchase, dryRun]), 202: purchase },
});
