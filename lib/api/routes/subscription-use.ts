import {
  type AddressCheck,
  checkSubscription,
  getTraffic,
  type TrafficDay,
} from "@/lib/contract/subscription-use";
import { findSubscription } from "@/lib/domain/subscriptions/card";
import { type CheckedAddress, checkProxies, trafficByDay } from "@/lib/domain/subscriptions/check";
import type { ProbeResult } from "@/lib/probe";
import { handle } from "../openapi";

const DEFAULT_DAYS = 30;

/** How the proxies of a subscription do. */
export const subscriptionUseRoutes = [
  handle(checkSubscription, async ({ ctx, params, body }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    const checked = await checkProxies(ctx, subscription, body.addresses);
    const items = checked.map(presentCheck);
    return c.json({ subscription_id: subscription.id, target: ctx.checkTarget ?? null, items });
  }),

  handle(getTraffic, async ({ ctx, params, query }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    const items: TrafficDay[] = await trafficByDay(ctx, subscription, query.days ?? DEFAULT_DAYS);
    return c.json({ subscription_id: subscription.id, items });
  }),
];

function presentCheck({ address, http, socks5 }: CheckedAddress): AddressCheck {
  const latencies = [http.latencyMs, socks5.latencyMs].filter((ms) => ms !== null);
  return {
    ...address,
    ok: http.problem === null || socks5.problem === null,
    http: presentProtocol(http),
    socks5: presentProtocol(socks5),
    latency_ms: latencies.length ? Math.min(...latencies) : null,
    exit_ip: http.exitIp ?? socks5.exitIp,
  };
}

function presentProtocol({ problem, latencyMs }: ProbeResult): AddressCheck["http"] {
  return { ok: problem === null, problem, latency_ms: latencyMs };
}
