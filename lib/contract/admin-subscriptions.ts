import { z } from "zod";
import { userName } from "./admin";
import { CATEGORIES, countryInput, quantity } from "./catalog";
import { id, idText, listOf, usd } from "./fields";
import { defineRoute } from "./route";
import { listSubscriptions, subscription } from "./subscriptions";

const params = z.object({ id: idText });
const reason = z.string().trim().min(3).max(500).meta({
  description: "Kept in the audit trail.",
  example: "Goodwill after the outage of 8 July",
});

/** A subscription in an operator's list. */
export const operatorSubscription = subscription
  .extend({ user: userName.optional() })
  .meta({ id: "OperatorSubscription" });

export type OperatorSubscription = z.infer<typeof operatorSubscription>;

/** Money given back for a subscription, and the subscription, released. */
export const refund = z
  .object({
    refunded_usd: usd,
    transaction_ids: z.array(id).meta({ description: "One per order that was given back.", example: [311] }),
    subscription,
  })
  .meta({ id: "Refund" });

/** What each portion of a refund would give back now. */
export const refundPreview = z
  .object({
    full_usd: usd.meta({ description: "All that was paid for terms that are not over." }),
    unused_usd: usd.meta({ description: "The share of them that lies ahead.", example: "7.92" }),
  })
  .meta({ id: "RefundPreview" });

export const listAllSubscriptions = defineRoute({
  method: "get",
  path: "/admin/subscriptions",
  summary: "Subscriptions of all users, newest first",
  scope: "admin:*",
  query: listSubscriptions.query.extend({
    renewal: z
      .enum(["failing"])
      .optional()
      .meta({ description: "`failing`: only those whose last automatic renewal was refused." }),
  }),
  answers: { 200: listOf(operatorSubscription) },
});

export const grantSubscription = defineRoute({
  method: "post",
  path: "/admin/subscriptions",
  summary: "Give a user a subscription, free of charge",
  scope: "admin:*",
  idempotency: "key-optional",
  body: z.strictObject({
    user_id: id,
    category: z.enum(CATEGORIES),
    country_name: countryInput.optional().meta({
      description: "Absent: where most are left, or any country for rotating use.",
      example: "United States",
    }),
    quantity: quantity.meta({ description: "IPs, or GB of rotating traffic.", example: 5 }),
    days: z
      .number()
      .int()
      .min(1)
      .max(400)
      .optional()
      .meta({ description: "Absent: 30 for static proxies, no end for rotating use.", example: 7 }),
    reason,
  }),
  answers: { 201: subscription, 202: subscription },
  errors: ["out_of_stock", "provider_failed", "provider_misconfig"],
});

export const suspendSubscription = defineRoute({
  method: "post",
  path: "/admin/subscriptions/{id}/suspend",
  summary: "Stop a subscription's proxies until it is resumed",
  scope: "admin:*",
  params,
  body: z.strictObject({ reason }),
  answers: { 200: subscription },
});

export const resumeSubscription = defineRoute({
  method: "post",
  path: "/admin/subscriptions/{id}/resume",
  summary: "Let a suspended subscription work again",
  scope: "admin:*",
  params,
  body: z.strictObject({ reason }),
  answers: { 200: subscription },
});

export const previewRefund = defineRoute({
  method: "get",
  path: "/admin/subscriptions/{id}/refund",
  summary: "What a refund would give back now",
  scope: "admin:*",
  params,
  answers: { 200: refundPreview },
  errors: ["invalid_state"],
});

export const refundSubscription = defineRoute({
  method: "post",
  path: "/admin/subscriptions/{id}/refund",
  summary: "Give money back for a subscription and release it",
  scope: "admin:*",
  money: true,
  params,
  body: z.strictObject({
    portion: z.enum(["full", "unused"]).meta({
      description:
        "`full`: all that was paid for terms that are not over; `unused`: what lies ahead of them.",
    }),
    reason,
  }),
  answers: { 200: refund },
});

export const addTraffic = defineRoute({
  method: "post",
  path: "/admin/subscriptions/{id}/traffic",
  summary: "Add traffic to a rotating subscription, free of charge",
  scope: "admin:*",
  idempotency: "key-optional",
  params,
  body: z.strictObject({
    quantity: quantity.meta({ description: "GB to add; 1 GB is 10^9 bytes.", example: 5 }),
    reason,
  }),
  answers: { 200: subscription, 202: subscription },
  errors: ["provider_failed", "provider_misconfig"],
});
