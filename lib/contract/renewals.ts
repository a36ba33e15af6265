import { z } from "zod";
import { CATEGORIES } from "./catalog";
import { wholeNumber } from "./expectations";
import { id, idText, instant, usd } from "./fields";
import { defineRoute } from "./route";

export const RENEWAL_STATES = ["covered", "short", "failed", "waiting_for_yes"] as const;

/** One automatic renewal that is planned. */
export const plannedRenewal = z
  .object({
    subscription_id: id,
    category: z.enum(CATEGORIES),
    country: z.string().meta({ example: "US" }),
    quantity: z.number().int().meta({ example: 5 }),
    label: z.string().nullable().meta({ example: "Shop monitor" }),
    expires_at: instant,
    price_usd: usd.meta({ description: "What 30 days more cost today." }),
    state: z.enum(RENEWAL_STATES).meta({
      description:
        "`covered` or `short`: the balance reaches it or not; `failed`: it was tried and money was missing; `waiting_for_yes`: the price rose, and it is not charged without a yes.",
      example: "covered",
    }),
  })
  .meta({ id: "PlannedRenewal" });

export const upcomingRenewals = z
  .object({
    as_of: instant.meta({ description: "The business's time of this answer." }),
    items: z.array(plannedRenewal).meta({ description: "Soonest first." }),
    has_more: z.boolean().meta({ description: "More than 200 are planned.", example: false }),
    covered_until: instant.nullable().meta({
      description: "The end that the balance does not reach any more; `null` when it reaches all.",
      example: null,
    }),
    shortfall_usd: usd.meta({
      description: "What is missing for all that is due by `top_up_by`.",
      example: "0.00",
    }),
    top_up_by: instant.nullable().meta({
      description: "When the first one that money is missing for ends: its term, or its grace.",
      example: null,
    }),
  })
  .meta({ id: "UpcomingRenewals" });

export type PlannedRenewal = z.infer<typeof plannedRenewal>;
export type UpcomingRenewals = z.infer<typeof upcomingRenewals>;

export const spendPerMonth = z
  .object({
    items: z.array(
      z.object({
        month: z.string().meta({ description: "Year and month, UTC.", example: "2026-07" }),
        spent_usd: usd.meta({ description: "Purchases and renewals, less refunds." }),
      }),
    ),
  })
  .meta({ id: "SpendPerMonth" });

export type MonthOfSpend = z.infer<typeof spendPerMonth>["items"][number];

const MOST_MONTHS = 24;

export const listRenewals = defineRoute({
  method: "get",
  path: "/users/{user_id}/renewals",
  summary: "Automatic renewals of the next 60 days, and how far the balance covers them",
  scope: "proxy:read",
  params: z.object({ user_id: idText }),
  answers: { 200: upcomingRenewals },
});

export const listSpend = defineRoute({
  method: "get",
  path: "/users/{user_id}/spend",
  summary: "Spend per month, oldest first",
  scope: "proxy:read",
  params: z.object({ user_id: idText }),
  query: z.strictObject({
    months: wholeNumber(1, MOST_MONTHS).optional().meta({
      description: "How many, the running one included; 6 when absent.",
      example: 6,
    }),
  }),
  answers: { 200: spendPerMonth },
});
