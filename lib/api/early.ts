import type { RouteDefinition } from "@/lib/contract/route";
import type { Context } from "@/lib/domain/context";
import { type ApiBusiness, type ApiContext, type Call, readCall } from "./call";
import { hasRoom } from "./limits";
import { type Mount, mountRoute } from "./openapi";

/** A route that can be read early: whoever asks in vain has moved nothing, and every place in its path is fixed. */
type EarlyRoute = RouteDefinition & {
  method: "get";
  money?: never;
  sessionOnly?: never;
  params?: never;
  bucket?: never;
};

type Reader = (c: ApiContext, business: ApiBusiness, ctx: Context) => Promise<string>;
const readers = new WeakMap<RouteDefinition, Reader>();

/**
 * Ties a route that only reads to its work, which may begin while the key is still being checked, and be thrown away: it
 * must change nothing, count nothing and leave nothing in the audit trail. It pays where the work asks the database.
 */
export function read<R extends EarlyRoute>(route: R, work: (call: Call<R>) => Promise<object>): Mount {
  const reader: Reader = async (c, business, ctx) =>
    JSON.stringify(await work(await readCall(c, route, business, ctx)));
  readers.set(route, reader);
  return mountRoute(route, async (c, business) => {
    const text = await (c.get("early") ?? reader(c, business, c.get("ctx")));
    return c.body(text, 200, { "Content-Type": "application/json" });
  });
}

/**
 * Begins a request's read for a principal that its fresh check has still to confirm; `null` for what can't begin early.
 * What it answers, or why it fails, is heard only after all checks. A signed request waits for them, because its signature
 * is one.
 */
export function beginEarly(c: ApiContext, business: ApiBusiness, ctx: Context): Promise<string> | null {
  const reader = readerOf(c);
  if (!reader || !hasRoom(c, business.limiter, ctx.principal)) return null;
  const text = reader(c, business, ctx);
  text.catch(() => undefined);
  return text;
}

/** True for a request whose read can begin before its checks are through. */
export function canBeginEarly(c: ApiContext): boolean {
  return readerOf(c) !== undefined;
}

function readerOf(c: ApiContext): Reader | undefined {
  const route = c.get("route");
  return route && c.req.header("X-Signature") === undefined ? readers.get(route) : undefined;
}
