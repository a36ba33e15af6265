import { z } from "zod";
import { id, idText, instant, usd } from "./fields";
import { defineRoute } from "./route";

const reason = z.string().trim().min(3).max(500);

/** At most a hundred thousand dollars at once: a slip of the keyboard costs less, and no wallet can overflow. */
const adjustment = usd.regex(
  /^(?!-?0+\.00$)-?\d{1,5}\.\d{2}$/,
  "From -99999.99 to 99999.99, with two digits, and not zero.",
);

export const userCard = z
  .object({
    id,
    email: z.string().nullable(),
    role: z.enum(["customer", "operator"]),
    telegram_id: id.nullable(),
    balance_usd: usd,
    held_usd: usd,
    is_banned: z.boolean(),
    ban_reason: z.string().nullable(),
    created_at: instant,
  })
  .meta({ id: "UserCard" });

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
