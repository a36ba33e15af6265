import { z } from "zod";
import { ERROR_CODES } from "@/lib/errors";
import { CATEGORIES } from "./catalog";
import { dryRun, dryRunQuery, id, idText, instant, listOf, page, priceLimit, usd } from "./fields";
import { defineRoute } from "./route";

export const SUBSCRIPTION_STATUSES = ["provisioning", "active", "expired", "suspended", "released"] as const;

export const subscription = z
  .object({
    id,
    user_id: id,
    category: z.enum(CATEGORIES),
    kind: z.enum(["static", "rotating"]),
    status: z.enum(SUBSCRIPTION_STATUSES).meta({ example: "active" }),
    country: z.string().meta({
      description: "ISO code; `001`, the world, for rotating use that is bound to no country.",
      example: "US",
    }),
    quantity: z.number().int().meta({ example: 5 }),
    unit: z.enum(["IP", "GB"]),
    price_usd: usd.meta({ description: "Last paid." }),
    renewal_price_usd: usd.nullable().meta({ description: "What 30 days more cost today." }),
    auto_renew: z.boolean(),
    label: z.string().nullable().meta({ example: "Shop monitor" }),
    order_id: id.meta({ example: 120 }),
    created_at: instant.meta({ example: "2026-06-09T10:00:00.000Z" }),
    expires_at: instant.nullable(),
    traffic: z
      .object({
        used_bytes: z.number().int().meta({ example: 734_003_200 }),
        left_bytes: z.number().int().nullable().meta({ description: "`null`: not metered.", example: null }),
      })
      .optional(),
    renewal: z
      .object({
        next_try_at: instant.meta({ description: "When auto-renew tries next." }),
        problem: z.enum(ERROR_CODES).nullable().meta({ description: "What was in the way last time." }),
        waiting_for_yes: z.boolean().meta({
          description:
            "The price rose without a week's notice: renew by hand, or switch auto-renew on again.",
        }),
        announced_price_usd: usd.nullable().meta({ description: "A higher price that was announced." }),
      })
      .optional()
      .meta({ description: "How auto-renew stands; absent where it is off." }),
  })
  .meta({ id: "Subscription" });

export const staticProxy = z.object({
  ip: z.string().meta({ example: "203.0.113.7" }),
  port_http: z.number().int().meta({ example: 8080 }),
  port_socks: z.number().int().meta({ example: 1080 }),
  login: z.string().meta({ example: "u9k2f7" }),
  password: z.string().meta({ example: "the proxy password" }),
});

export const credentials = z
  .discriminatedUnion("kind", [
    z.object({ subscription_id: id, kind: z.literal("static"), static_proxies: z.array(staticProxy) }),
    z.object({
      subscription_id: id,
      kind: z.literal("rotating"),
      upstream_login: z.string().meta({
        description:
          "As it is, or with `-country-us`, `-session-abc123` (the same exit for every connection) and `-ttl-10` (minutes, 1 to 1440) behind it, in any order.",
        example: "u9k2f7",
      }),
      upstream_endpoint: z.string().meta({
        description: "`host:port`; HTTP, CONNECT and SOCKS5 alike.",
        example: "gw.example:7000",
      }),
      upstream_password: z.string().meta({ example: "the proxy password" }),
    }),
  ])
  .meta({ id: "Credentials" });

export const renewal = z
  .object({
    subscription_id: id,
    status: z.enum(["ok", "provisioning"]),
    price_usd: usd,
    new_expires_at: instant.nullable(),
  })
  .meta({ id: "Renewal" });

export const activity = z
  .object({
    id,
    action: z.string().meta({
      description: "For example `credentials.read`, `subscription.renew`.",
      example: "credentials.read",
    }),
    by: z.string().meta({ description: "Name of the key or person.", example: "My shop" }),
    created_at: instant,
  })
  .meta({ id: "Activity" });

/** One address of a subscription, without its secret. */
export const address = z.object({
  ip: z.string().meta({ example: "203.0.113.7" }),
  port_http: z.number().int().meta({ example: 8080 }),
  port_socks: z.number().int().meta({ example: 1080 }),
});

export type Subscription = z.infer<typeof subscription>;
export type Credentials = z.infer<typeof credentials>;
export type StaticProxy = z.infer<typeof staticProxy>;
export type Activity = z.infer<typeof activity>;
export type Address = z.infer<typeof address>;

const params = z.object({ id: idText });

export const listSubscriptions = defineRoute({
  method: "get",
  path: "/proxy/subscriptions",
  summary: "Subscriptions, newest first; those that expire before an instant soonest first",
  scope: "proxy:read",
  query: z.strictObject({
    ...page.shape,
    user_id: idText.optional(),
    status: z.enum(SUBSCRIPTION_STATUSES).optional(),
    category: z.enum(CATEGORIES).optional(),
    country: z.string().min(1).max(64).optional(),
    q: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "Part of a label, an id, an IP or the first three numbers of one." }),
    expiring_before: z.iso.datetime({ offset: true }).optional(),
  }),
  answers: { 200: listOf(subscription) },
});

export const getSubscription = defineRoute({
  method: "get",
  path: "/proxy/subscriptions/{id}",
  summary: "Subscription card",
  scope: "proxy:read",
  params,
  answers: { 200: subscription },
});

export const getCredentials = defineRoute({
  method: "get",
  path: "/proxy/subscriptions/{id}/credentials",
  summary: "Credentials; every read is written to the activity",
  scope: "proxy:read",
  bucket: "credentials",
  params,
  answers: { 200: credentials },
  errors: ["invalid_state"],
});

export const getAddresses = defineRoute({
  method: "get",
  path: "/proxy/subscriptions/{id}/addresses",
  summary: "Addresses of a subscription, without secrets; of a rotating one the endpoint",
  scope: "proxy:read",
  params,
  answers: {
    200: z.object({
      items: z.array(address),
      countries: z
        .array(z.string())
        .optional()
        .meta({ description: "Of a rotating one: where its exits are.", example: ["DE", "US"] }),
    }),
  },
});

export const listActivity = defineRoute({
  method: "get",
  path: "/proxy/subscriptions/{id}/activity",
  summary: "Who did what with a subscription, newest first",
  scope: "proxy:read",
  params,
  query: z.strictObject({ ...page.shape, action: z.string().max(64).optional() }),
  answers: { 200: listOf(activity) },
});

export const renewSubscription = defineRoute({
  method: "post",
  path: "/proxy/subscriptions/{id}/renew",
  summary: "Renew for another term, same IPs",
  description:
    "Charges today's price and adds 30 days to the later of now and `expires_at`. No body, or a limit on the price.",
  scope: "proxy:buy",
  money: true,
  params,
  query: dryRunQuery,
  body: z.strictObject({ max_price_usd: priceLimit.optional() }),
  bodyOptional: true,
  answers: { 200: z.union([renewal, dryRun]), 202: renewal },
  example: {
    answers: {
      202: { subscription_id: 9, status: "provisioning", price_usd: "12.50", new_expires_at: null },
    },
  },
});

export const setAutoRenew = defineRoute({
  method: "post",
  path: "/proxy/subscriptions/{id}/auto-renew",
  summary: "Switch auto-renew",
  scope: "proxy:write",
  params,
  body: z.strictObject({ auto_renew: z.boolean() }),
  answers: { 200: subscription },
  errors: ["spend_cap_exceeded"],
});

export const setLabel = defineRoute({
  method: "patch",
  path: "/proxy/subscriptions/{id}",
  summary: "Name a subscription",
  scope: "proxy:write",
  params,
  body: z.strictObject({
    label: z.string().trim().min(1).max(80).nullable().meta({ description: "`null` removes it." }),
  }),
  answers: { 200: subscription },
});

export const rotateCredentials = defineRoute({
  method: "post",
  path: "/proxy/subscriptions/{id}/credentials/rotate",
  summary: "New login and password; the old ones are dropped",
  scope: "proxy:write",
  params,
  body: z.strictObject({}),
  bodyOptional: true,
  answers: { 200: subscription },
});
