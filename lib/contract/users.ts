import { z } from "zod";
import { id, idText, instant, listOf, page, usd } from "./fields";
import { defineRoute, SCOPES } from "./route";

export const me = z
  .object({
    principal: z.object({
      key_id: id,
      name: z.string(),
      role: z.enum(["reseller", "operator"]),
      scopes: z.array(z.enum(SCOPES)),
      user_id: id.nullable(),
    }),
    user: z.object({ id, telegram_id: id.nullable(), balance_usd: usd, is_banned: z.boolean() }).nullable(),
  })
  .meta({ id: "Me" });

export const balance = z
  .object({
    user_id: id,
    balance_usd: usd.meta({ description: "What can be spent; holds excluded." }),
    held_usd: usd.meta({ description: "Set aside for orders under way." }),
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
    type: z.enum(TRANSACTION_TYPES),
    status: z.enum(["pending", "completed", "failed"]),
    amount_usd: usd.meta({ description: "Signed: negative takes money from the balance." }),
    balance_after_usd: usd.nullable(),
    description: z.string(),
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

export type Transaction = z.infer<typeof transaction>;

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
