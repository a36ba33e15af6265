import { z } from "zod";
import { MOST_ON_CARD } from "@/lib/counted";
import { reason, userCard, userName } from "./admin";
import { id, idText, instant, listOf, page, usd } from "./fields";
import { defineRoute } from "./route";
import { subscription } from "./subscriptions";
import { TRANSACTION_TYPES, transaction } from "./users";

const params = z.object({ id: idText });
const counted = z
  .number()
  .int()
  .meta({ description: `Counted up to ${MOST_ON_CARD}.` });
const searchText = z.string().trim().min(1).max(100);

export const userDetails = userCard
  .extend({
    ban_evidence: z.string().nullable(),
    notes: z.string().nullable().meta({ description: "Operators' own words; the user never sees them." }),
    referred_by: id.nullable().meta({ description: "Who invited the user.", example: null }),
    two_factor: z.boolean().meta({ description: "Signing in takes a code beside the password." }),
    counts: z.object({
      subscriptions_active: counted,
      subscriptions: counted,
      orders: counted,
      keys_active: z.number().int(),
      sessions_open: z.number().int(),
    }),
  })
  .meta({ id: "UserDetails" });

export const posting = z
  .object({
    id,
    transaction_id: id,
    type: z.enum(TRANSACTION_TYPES),
    status: z.enum(["pending", "completed", "failed"]),
    step: z.enum(["post", "hold", "capture", "release"]),
    description: z.string(),
    amount_usd: usd.meta({ description: "Signed: what it added to the account." }),
    sum_usd: usd.meta({ description: "The account after this posting." }),
    created_at: instant,
    order_id: id.optional(),
    subscription_id: id.optional(),
  })
  .meta({ id: "Posting" });

export const userSession = z
  .object({
    key_id: id,
    created_at: instant,
    last_used_at: instant.nullable(),
    expires_at: instant,
    ended_at: instant.nullable(),
    is_open: z.boolean(),
  })
  .meta({ id: "UserSession" });

/** What a user sees of their own account, without anything secret. */
export const userView = z
  .object({ user: userCard, subscriptions: z.array(subscription), transactions: z.array(transaction) })
  .meta({ id: "UserView" });

export const SEARCH_KINDS = [
  "user",
  "address",
  "order",
  "subscription",
  "deposit",
  "transaction",
  "key",
] as const;

export const searchHit = z
  .object({
    kind: z.enum(SEARCH_KINDS),
    id: id.meta({ description: "Its id; of a deposit its `transaction_id`." }),
    title: z.string(),
    user_id: id.nullable().meta({ description: "Whose it is; null for what belongs to nobody." }),
    user: userName.optional(),
    subscription_id: id.nullable(),
  })
  .meta({ id: "SearchHit" });

export type UserDetails = z.infer<typeof userDetails>;
export type UserView = z.infer<typeof userView>;
export type Posting = z.infer<typeof posting>;
export type UserSession = z.infer<typeof userSession>;
export type SearchHit = z.infer<typeof searchHit>;

export const listUsers = defineRoute({
  method: "get",
  path: "/admin/users",
  summary: "Users, newest first",
  scope: "admin:*",
  query: z.strictObject({
    ...page.shape,
    q: searchText.optional().meta({ description: "An id, a Telegram id, or part of an e-mail." }),
    role: z.enum(["customer", "operator"]).optional(),
    banned: z.enum(["true", "false"]).optional(),
    referred_by: idText.optional().meta({ description: "Those whom this user invited." }),
  }),
  answers: { 200: listOf(userCard) },
});

export const getUser = defineRoute({
  method: "get",
  path: "/admin/users/{id}",
  summary: "User card, with notes and what the user has",
  scope: "admin:*",
  params,
  answers: { 200: userDetails },
});

export const changeUser = defineRoute({
  method: "patch",
  path: "/admin/users/{id}",
  summary: "Write notes on a user, or tie a Telegram id",
  scope: "admin:*",
  params,
  body: z.strictObject({
    notes: z
      .string()
      .trim()
      .min(1)
      .max(4000)
      .nullable()
      .optional()
      .meta({ description: "`null` removes them." }),
    telegram_id: id.nullable().optional().meta({ description: "`null` unties it." }),
  }),
  answers: { 200: userDetails },
});

export const listPostings = defineRoute({
  method: "get",
  path: "/admin/users/{id}/postings",
  summary: "Explained balance: every posting with its cause and the sum after it, newest first",
  scope: "admin:*",
  params,
  query: z.strictObject({
    ...page.shape,
    account: z
      .enum(["wallet", "held"])
      .optional()
      .meta({ description: "`wallet`: what can be spent (default). `held`: what is set aside for orders." }),
  }),
  answers: { 200: listOf(posting) },
});

export const listSessions = defineRoute({
  method: "get",
  path: "/admin/users/{id}/sessions",
  summary: "Sessions of a user, newest first",
  scope: "admin:*",
  params,
  query: z.strictObject({ ...page.shape }),
  answers: { 200: listOf(userSession) },
});

export const viewAsUser = defineRoute({
  method: "get",
  path: "/admin/users/{id}/view",
  summary: "What a user sees: the newest of their subscriptions and transactions; every look is audited",
  scope: "admin:*",
  params,
  answers: { 200: userView },
});

export const signOutUser = defineRoute({
  method: "post",
  path: "/admin/users/{id}/sign-out",
  summary: "End all sessions of a user, with their keys",
  scope: "admin:*",
  params,
  body: z.strictObject({}),
  bodyOptional: true,
  answers: { 200: z.object({ user_id: id, ended: z.number().int() }) },
});

export const resetTwoFactor = defineRoute({
  method: "post",
  path: "/admin/users/{id}/two-factor/reset",
  summary: "Turn two-factor off for a user who lost it; their sessions end, and they are told by mail",
  description: "The operator's own session must have been confirmed by password or code within five minutes.",
  scope: "admin:*",
  sessionOnly: true,
  params,
  body: z.strictObject({ reason }),
  answers: { 200: userDetails },
});

export const search = defineRoute({
  method: "get",
  path: "/admin/search",
  summary: "One search over users, addresses, orders, subscriptions, deposits, transactions and keys",
  scope: "admin:*",
  query: z.strictObject({
    q: searchText.meta({
      description:
        "An id, a Telegram id, part of an e-mail, an IP, a deposit's external id or reference, or the visible start of a key.",
    }),
  }),
  answers: { 200: z.object({ items: z.array(searchHit) }) },
});
