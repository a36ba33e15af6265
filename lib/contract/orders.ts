import { z } from "zod";
import { countryInput, quantity, STATIC_CATEGORIES } from "./catalog";
import { dryRun, dryRunQuery, id, priceLimit, usd } from "./fields";
import { defineRoute } from "./route";

export const purchase = z
  .object({
    status: z.enum(["ok", "provisioning"]),
    subscription_id: id,
    order_id: id.meta({ example: 120 }),
    price_usd: usd,
    quantity: z.number().int().meta({ example: 5 }),
    country: z.string().meta({ description: "ISO code.", example: "US" }),
  })
  .meta({ id: "Purchase" });

export const buyStatic = defineRoute({
  method: "post",
  path: "/proxy/static",
  summary: "Buy static proxies",
  description:
    "Holds the price, hands out the IPs, and charges once they are delivered. `202` means that delivery is under way: send the same request again, or follow `Location`.",
  scope: "proxy:buy",
  money: true,
  query: dryRunQuery,
  body: z.strictObject({
    category: z.enum(STATIC_CATEGORIES),
    country_name: countryInput,
    quantity,
    auto_renew: z
      .boolean()
      .optional()
      .meta({ description: "Renew from the balance before the term ends; off when absent." }),
    user_id: id.optional().meta({ description: "Required for an operator key." }),
    max_price_usd: priceLimit.optional(),
  }),
  answers: { 200: z.union([purchase, dryRun]), 202: purchase },
  example: {
    answers: {
      202: {
        status: "provisioning",
        subscription_id: 9,
        order_id: 120,
        price_usd: "12.50",
        quantity: 5,
        country: "US",
      },
    },
  },
});
