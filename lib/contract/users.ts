import { z } from "zod";
import { id, idText, instant, listOf, page, unitPrice, usd } from "./fields";
import { defineRoute, SCOPES } from "./route";

export const me = z
  .object({
    principal: z.object({
      key_id: id,
      name: z.string().meta({ example: "My shop" }),
      role: z.enum(["reseller", "operator"]),
      scopes: z.array(z.enum(SCOPES)).meta({ example: ["proxy:read", "proxy:buy"] }),
      user_id: id.nullable(),
    }),
    user: z
      .object({
        id,
        telegram_id: id.nullable().meta({ example: null }),
        balance_usd: usd,
        is_banned: z.boolean().meta({ example: false }),
      })
      .nullable(),
  })
  .meta({ id: "Me" });

export const balance = z
  .object({
    user_id: id,
    balance_usd: usd.meta({ description: "What can be spent; holds excluded.", example: "87.50" }),
    held_usd: usd.meta({ description: "Set aside for orders under way.", example: "0.00" }),
    debt_usd: usd.optional().meta({
      description: "Owed after a reversal; there only while something is owed. Money in pays it first.",
    }),
  })
  .meta({ id: "Balance" });

export const TRANSACTION_TYPES = [
  "deposit",
  "purchase",
  "renewal",
  "refund",
  "referral",
  "adjustment",
] as const;

export const transaction = z
  .object({
    id,
    type: z.enum(TRANSACTION_TYPES).meta({ example: "purchase" }),
    status: z.enum(["pending", "completed", "failed"]).meta({ example: "completed" }),
    amount_usd: usd.meta({
      description: "Signed: negative takes money from the balance.",
      example: "-12.50",
    }),
    balance_after_usd: usd.nullable().meta({ example: "87.50" }),
    description: z.string().meta({ example: "5 × ISP, US" }),
    created_at: instant,
    deposit: z
      .object({
        provider: z.string(),
        external_id: z.string().nullable(),
        fee_usd: usd,
        payable_usd: usd,
        pay_url: z.string().nullable(),
        expires_at: instant,
      })
      .optional()
      .meta({ description: "The invoice, where it is a deposit's." }),
    order_id: id.optional(),
    subscription_id: id.optional(),
  })
  .meta({ id: "Transaction" });

export const POSTING_STEPS = ["post", "hold", "capture", "release"] as const;

export const POSTING_ACCOUNTS = [
  "wallet",
  "held",
  "debt",
  "revenue",
  "adjustments",
  "cash",
  "referrals",
] as const;

export const receipt = transaction
  .extend({
    user_id: id,
    made_by: z.enum(["user", "operator", "system"]).nullable().meta({
      description:
        "Who asked for it: the user, an operator, or auto-renew. Null where no request of its own made it.",
      example: "user",
    }),
    idempotency_key: z.string().nullable().meta({
      description:
        "Of the user's own request: sent again with it, the request returns this and does nothing.",
      example: "order-2026-07-09-0001",
    }),
    request_id: z.string().nullable().meta({ example: "req_5mJ0bA1Yw2Qe8Zr4Tx7C" }),
    order: z
      .object({
        id,
        kind: z.enum(["purchase", "renewal", "grant", "traffic"]),
        state: z.enum(["held", "delivered", "failed"]),
        quantity: z.number().int(),
        unit_price_usd: unitPrice,
        price_usd: usd,
        new_expires_at: instant.nullable(),
      })
      .optional()
      .meta({ description: "What was bought, or what a refund is of." }),
    postings: z.array(
      z.object({
        id,
        step: z.enum(POSTING_STEPS),
        account: z.enum(POSTING_ACCOUNTS),
        amount_usd: usd.meta({ description: "Signed; those of one step add up to zero." }),
        created_at: instant,
      }),
    ),
  })
  .meta({ id: "Receipt" });

export type Transaction = z.infer<typeof transaction>;
export type Receipt = z.infer<typeof receipt>;

export const getMe = defineRoute({
  method: "get",
  path: "/users/me",
  summary: "Key and user profile",
  scope: "proxy:read",
  answers: { 200: me },
});

export const getBalance = defineRoute({
  method: "get",
  path: "/users/{user_id}/balance",
  summary: "Balance of a user",
  scope: "proxy:read",
  params: z.object({ user_id: idText }),
  answers: { 200: balance },
});

export const listTransactions = defineRoute({
  method: "get",
  path: "/transactions",
  summary: "Transactions, newest first",
  scope: "proxy:read",
  query: z.strictObject({
    ...page.shape,
    user_id: idText.optional(),
    type: z.enum(TRANSACTION_TYPES).optional(),
    status: z.enum(["pending", "completed", "failed"]).optional(),
    subscription_id: idText.optional(),
  }),
  answers: { 200: listOf(transaction) },
});

export const getReceipt = defineRoute({
  method: "get",
  path: "/transactions/{id}",
  summary: "Receipt of a transaction: its order, its idempotency key and its postings",
  scope: "proxy:read",
  params: z.object({ id: idText }),
  answers: { 200: receipt },
});
