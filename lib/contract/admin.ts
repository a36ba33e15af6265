import { z } from "zod";
import { expectations } from "./expectations";
import { id, idText, instant, usd } from "./fields";
import { defineRoute } from "./route";

/** Why an operator does something; kept in the audit trail. */
export const reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .meta({ example: "Goodwill after the outage of 8 July" });

/** At most a hundred thousand dollars at once: a slip of the keyboard costs less, and no wallet can overflow. */
const adjustment = usd
  .regex(/^(?!-?0+\.00$)-?\d{1,5}\.\d{2}$/, "From -99999.99 to 99999.99, with two digits, and not zero.")
  .register(expectations, { type: "money", min: "-99999.99", max: "99999.99" });

export const userCard = z
  .object({
    id,
    email: z.string().nullable().meta({ example: "buyer@example.com" }),
    role: z.enum(["customer", "operator"]),
    telegram_id: id.nullable().meta({ example: null }),
    balance_usd: usd,
    held_usd: usd.meta({ example: "0.00" }),
    debt_usd: usd.optional().meta({ description: "Owed after a reversal; there only while something is." }),
    is_banned: z.boolean().meta({ example: false }),
    ban_reason: z.string().nullable().meta({ example: null }),
    created_at: instant,
  })
  .meta({ id: "UserCard" });

/** Whose it is, as people call them. */
export const userName = z
  .object({ email: userCard.shape.email, telegram_id: userCard.shape.telegram_id })
  .meta({ id: "UserName", description: "Whose it is, in lists of an operator." });

export type UserName = z.infer<typeof userName>;

export type UserCard = z.infer<typeof userCard>;

export const adjustBalance = defineRoute({
  method: "post",
  path: "/admin/users/{id}/balance",
  summary: "Adjust a balance, with the reason",
  scope: "admin:*",
  money: true,
  params: z.object({ id: idText }),
  body: z.strictObject({ amount_usd: adjustment, reason }),
  answers: { 200: z.object({ user_id: id, balance_usd: usd, transaction_id: id }) },
});

export const setBan = defineRoute({
  method: "post",
  path: "/admin/users/{id}/ban",
  summary: "Ban or unban a user",
  scope: "admin:*",
  params: z.object({ id: idText }),
  body: z.strictObject({ banned: z.boolean(), reason, evidence: z.string().max(4000).optional() }),
  answers: { 200: userCard },
});
