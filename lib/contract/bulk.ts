import { z } from "zod";
import { expectations } from "./expectations";
import { dryRun, dryRunQuery, errorBody, id, instant, priceLimit, usd } from "./fields";
import { defineRoute } from "./route";
import { subscription } from "./subscriptions";

const MOST = 100;

const ids = z
  .array(id)
  .min(1)
  .max(MOST)
  .refine((list) => new Set(list).size === list.length, "Name each subscription once.")
  .register(expectations, { type: "array", min: 1, max: MOST, unique: true })
  .meta({ description: "1 to 100 subscriptions, each once.", uniqueItems: true, example: [9, 12] });

/** What became of one subscription of a request for many. `error` is there where `status` is `failed`. */
export const bulkRenewalItem = z
  .object({
    subscription_id: id,
    status: z.enum(["ok", "provisioning", "failed"]),
    price_usd: usd.optional(),
    new_expires_at: instant.nullable().optional(),
    error: errorBody.shape.error.optional(),
  })
  .meta({ id: "BulkRenewalItem" });

export const bulkRenewal = z
  .object({
    items: z.array(bulkRenewalItem).meta({ description: "In the order of `ids`." }),
    total_usd: usd.meta({ description: "Charged or set aside for what did not fail." }),
  })
  .meta({ id: "BulkRenewal" });

/** What a renewal of many would do, without doing it. */
export const bulkRenewalTrial = z
  .object({
    dry_run: z.literal(true),
    items: z.array(bulkRenewalItem).meta({
      description:
        "In the order of `ids`, each as if those before it had been renewed. Empty beside a `problem`.",
    }),
    total_usd: usd.meta({ description: "What would be charged for those that would not fail." }),
    problem: dryRun.shape.problem.meta({ description: "What would refuse all of them.", example: null }),
  })
  .meta({ id: "BulkRenewalTrial" });

export const bulkAutoRenewItem = z
  .object({
    subscription_id: id,
    status: z.enum(["ok", "failed"]),
    subscription: subscription.optional(),
    error: errorBody.shape.error.optional(),
  })
  .meta({ id: "BulkAutoRenewItem" });

export type BulkRenewalTrial = z.infer<typeof bulkRenewalTrial>;
export type BulkRenewal = z.infer<typeof bulkRenewal>;
export type BulkRenewalItem = z.infer<typeof bulkRenewalItem>;
export type BulkAutoRenewItem = z.infer<typeof bulkAutoRenewItem>;

export const renewMany = defineRoute({
  method: "post",
  path: "/proxy/subscriptions/renew:bulk",
  summary: "Renew many subscriptions, each its own charge",
  scope: "proxy:buy",
  money: true,
  query: dryRunQuery,
  body: z.strictObject({
    ids,
    max_price_usd: priceLimit.optional().meta({
      description: "The most that all of them together may cost; above it nothing is renewed.",
      example: "125.00",
    }),
  }),
  answers: { 200: z.union([bulkRenewal, bulkRenewalTrial]), 202: bulkRenewal },
});

export const setAutoRenewOfMany = defineRoute({
  method: "post",
  path: "/proxy/subscriptions/auto-renew:bulk",
  summary: "Switch auto-renew of many subscriptions",
  scope: "proxy:write",
  body: z.strictObject({ ids, auto_renew: z.boolean() }),
  answers: { 200: z.object({ items: z.array(bulkAutoRenewItem) }) },
});
