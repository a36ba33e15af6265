import { AppError, badRequest } from "@/lib/errors";
import { type ProbeResult, probe } from "@/lib/probe";
import { holderProblem } from "@/lib/probe-problems";
import type { SubscriptionRow } from "@/lib/store/subscriptions";
import { listTraffic, type TrafficDayRow } from "@/lib/store/traffic";
import type { Context } from "../context";
import { type OpenAddress, openCredentials } from "./credentials";

/** How many addresses one check takes. */
const MOST_CHECKED = 20;

/** An address, and what each protocol of it came to. */
export interface CheckedAddress {
  address: Pick<OpenAddress, "ip" | "port_http" | "port_socks">;
  http: ProbeResult;
  socks5: ProbeResult;
}

/**
 * Goes through a subscription's proxies to the check page, all at once, and writes down that it was done. `wanted`:
 * `ip` or `ip:port_http`; the first 20 when absent. Throws `bad_request` for an address that is not the
 * subscription's and `invalid_state` while there are none.
 */
export async function checkProxies(
  ctx: Context,
  subscription: SubscriptionRow,
  wanted?: readonly string[],
): Promise<CheckedAddress[]> {
  const open = await openCredentials(ctx, subscription, "subscription.check");
  const all = subscription.kind === "rotating" ? [endpointOf(ctx, open)] : open.addresses;
  const chosen = wanted ? wanted.map((text, n) => find(all, text, n)) : all.slice(0, MOST_CHECKED);
  const target = ctx.checkTarget ? new URL(ctx.checkTarget) : null;
  return Promise.all(
    [...new Set(chosen)].map(async ({ login, password, ...address }) => {
      const host = address.ip.replace(/^\[(.*)\]$/, "$1");
      const [http, socks5] = await Promise.all([
        probe("http", { host, port: address.port_http, login, password }, target),
        probe("socks5", { host, port: address.port_socks, login, password }, target),
      ]);
      // SOCKS5 has no words for why, and what is wrong with the holder is so for both.
      return { address, http, socks5: holderProblem(http.problem) ? http : socks5 };
    }),
  );
}

/** Traffic per day up to today. Throws `invalid_state` where the supplier does not count it. */
export function trafficByDay(
  ctx: Context,
  subscription: SubscriptionRow,
  days: number,
): Promise<TrafficDayRow[]> {
  if (!ctx.suppliers[subscription.supplier]?.can.countTraffic) {
    throw new AppError("invalid_state", "This supplier does not count traffic.");
  }
  return listTraffic(ctx.db, { subscriptionId: subscription.id, until: ctx.clock.now(), days });
}

function find(all: readonly OpenAddress[], text: string, n: number): OpenAddress {
  const found = all.find(({ ip, port_http }) => text === ip || text === `${ip}:${port_http}`);
  if (!found)
    throw badRequest(`addresses.${n}`, "not_in_subscription", "Not an address of this subscription.");
  return found;
}

/** The rotating endpoint as an address: its one port speaks every protocol. */
function endpointOf(ctx: Context, { login, password }: { login: string; password: string }): OpenAddress {
  const colon = ctx.endpoint.lastIndexOf(":");
  const port = Number(ctx.endpoint.slice(colon + 1));
  return { ip: ctx.endpoint.slice(0, colon), port_http: port, port_socks: port, login, password };
}
