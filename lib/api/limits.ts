import { networkOf } from "@/lib/addresses";
import type { RouteDefinition } from "@/lib/contract/route";
import type { Principal } from "@/lib/domain/context";
import type { Count, Limiter } from "@/lib/domain/limits/limiter";
import { idempotencyOwner } from "@/lib/domain/principal";
import { AppError } from "@/lib/errors";
import type { LimitName } from "@/lib/rate-limits";
import type { ApiContext } from "./call";

/** Tests, and the dashboard's own calls, have no address. */
const NO_ADDRESS = "unknown";

/**
 * Counts a request of a known principal and runs the rest of it; a place in flight is given back before the answer
 * leaves. Throws `rate_limited`.
 */
export async function withinLimits(
  c: ApiContext,
  limiter: Limiter,
  route: RouteDefinition | null,
  next: () => Promise<void>,
): Promise<void> {
  const { principal, requestId } = c.get("ctx");
  const name = bucketOf(route, principal, isDashboards(c, principal));
  const who = idempotencyOwner(principal);
  if (!route?.money) {
    const isExact = name === "credentials" || name === "checks";
    admit(c, await (isExact ? limiter.countExactly(name, who) : limiter.countLoosely(name, who)));
    return next();
  }
  admit(c, await limiter.enter(name, who, requestId));
  try {
    await next();
  } finally {
    await limiter.leave(requestId).catch(() => undefined);
  }
}

/** False when a principal's next request is one too many, as far as this process knows; counts nothing. */
export function hasRoom(c: ApiContext, limiter: Limiter, principal: Principal): boolean {
  const name = bucketOf(c.get("route"), principal, isDashboards(c, principal));
  return limiter.look(name, idempotencyOwner(principal)).remaining > 0;
}

/** Counts a request that came without a good key, per address. Throws `rate_limited`. */
export async function countStranger(c: ApiContext, limiter: Limiter, ip: string | null): Promise<void> {
  if (c.env?.inProcess) return;
  admit(c, await limiter.countLoosely("addresses", placeOf(ip)));
}

/** An answer that came before any count says how a stranger at this address stands. */
export function showLimits(c: ApiContext, limiter: Limiter, ip: string | null): void {
  if (!c.get("isCounted") && !c.env?.inProcess) writeLimits(c, limiter.look("addresses", placeOf(ip)));
}

function isDashboards(c: ApiContext, principal: Principal): boolean {
  return c.env?.inProcess === true || principal.kind === "session";
}

/** A dashboard's calls, here or with a session's key, have buckets of their own: a program and a browser don't starve each other. */
function bucketOf(route: RouteDefinition | null, principal: Principal, isDashboard: boolean): LimitName {
  if (route?.bucket === "checks") return "checks";
  if (isDashboard) return route?.money ? "checkout" : "pages";
  if (route?.money) return "money";
  if (route?.bucket === "credentials") return "credentials";
  if (principal.role === "operator") return "operator";
  return route?.bucket ?? "reads";
}

const placeOf = (ip: string | null) => (ip === null ? NO_ADDRESS : networkOf(ip));

function admit(c: ApiContext, count: Count): void {
  writeLimits(c, count);
  if (count.isOver) {
    throw new AppError("rate_limited", `At most ${count.quota} requests in ${count.windowSeconds} seconds.`, {
      retryAfterSeconds: count.resetSeconds,
    });
  }
  if (count.flight?.isOver) {
    throw new AppError("rate_limited", `At most ${count.flight.quota} money requests at the same time.`, {
      retryAfterSeconds: 1,
    });
  }
}

/** The fields of the IETF draft "RateLimit header fields for HTTP". */
function writeLimits(c: ApiContext, count: Count): void {
  const { name, quota, windowSeconds, remaining, resetSeconds, flight } = count;
  const flightPolicy = flight ? `, "inflight";q=${flight.quota};qu="concurrent-requests"` : "";
  const flightLeft = flight ? `, "inflight";r=${flight.remaining}` : "";
  c.set("isCounted", true);
  c.header("RateLimit-Policy", `"${name}";q=${quota};w=${windowSeconds}${flightPolicy}`);
  c.header("RateLimit", `"${name}";r=${remaining};t=${resetSeconds}${flightLeft}`);
}
