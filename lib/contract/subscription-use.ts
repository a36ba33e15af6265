import { z } from "zod";
import { PROBE_PROBLEMS } from "@/lib/probe-problems";
import { wholeNumber } from "./expectations";
import { id, idText } from "./fields";
import { defineRoute } from "./route";

/** How many addresses one check takes. */
export const MOST_CHECKED = 20;
/** How many days of traffic one answer tells. */
const MOST_DAYS = 90;

const params = z.object({ id: idText });

const protocolCheck = z.object({
  ok: z.boolean(),
  problem: z.enum(PROBE_PROBLEMS).nullable().meta({ example: null }),
  latency_ms: z.number().int().nullable().meta({ example: 84 }),
});

export const addressCheck = z
  .object({
    ip: z.string().meta({ example: "203.0.113.7" }),
    port_http: z.number().int().meta({ example: 8080 }),
    port_socks: z.number().int().meta({ example: 1080 }),
    ok: z.boolean().meta({ description: "At least one protocol works." }),
    http: protocolCheck,
    socks5: protocolCheck,
    latency_ms: z.number().int().nullable().meta({
      description: "The quicker one's, from dialling the proxy to the target's last byte.",
      example: 84,
    }),
    exit_ip: z.string().nullable().meta({ description: "What the target saw.", example: "203.0.113.7" }),
  })
  .meta({ id: "AddressCheck" });

export const trafficDay = z
  .object({
    day: z.string().meta({ format: "date", example: "2026-07-09" }),
    bytes_up: z.number().int().meta({ example: 5_242_880 }),
    bytes_down: z.number().int().meta({ example: 734_003_200 }),
    connections: z.number().int().meta({ example: 412 }),
  })
  .meta({ id: "TrafficDay" });

export type AddressCheck = z.infer<typeof addressCheck>;
export type TrafficDay = z.infer<typeof trafficDay>;

export const checkSubscription = defineRoute({
  method: "post",
  path: "/proxy/subscriptions/{id}/check",
  summary: "Try the proxies of a subscription",
  description:
    "Connects through each address over CONNECT and SOCKS5 to the deployment's check page and tells what came of it. Where there is no such page (`target` is `null`) a proxy passes when it takes the login. At most 20 addresses a call; without `addresses` the first 20. No body, or the addresses.",
  scope: "proxy:read",
  bucket: "checks",
  idempotency: "idempotent",
  params,
  body: z.strictObject({
    addresses: z
      .array(z.string().min(3).max(60))
      .min(1)
      .max(MOST_CHECKED)
      .optional()
      .meta({ description: "`ip` or `ip:port_http` of this subscription.", example: ["203.0.113.7"] }),
  }),
  bodyOptional: true,
  answers: {
    200: z.object({
      subscription_id: id,
      target: z
        .string()
        .nullable()
        .meta({ description: "The page that was asked.", example: "http://check.example/" }),
      items: z.array(addressCheck),
    }),
  },
  errors: ["invalid_state"],
});

export const getTraffic = defineRoute({
  method: "get",
  path: "/proxy/subscriptions/{id}/traffic",
  summary: "Traffic per day (UTC), oldest first, with quiet days",
  description: "409 `invalid_state` where the supplier does not count traffic.",
  scope: "proxy:read",
  params,
  query: z.strictObject({
    days: wholeNumber(1, MOST_DAYS)
      .optional()
      .meta({ description: "1 to 90, up to today; 30 when absent.", example: 30 }),
  }),
  answers: { 200: z.object({ subscription_id: id, items: z.array(trafficDay) }) },
  errors: ["invalid_state"],
});
