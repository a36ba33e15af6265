import { isDeepStrictEqual } from "node:util";
import { OpenAPIHono } from "@hono/zod-openapi";
import { LRUCache } from "lru-cache";
import { plainAddress } from "@/lib/addresses";
import type { Context, Principal } from "@/lib/domain/context";
import { authenticate, keyHash } from "@/lib/domain/keys/authenticate";
import { AppError } from "@/lib/errors";
import { newRequestId } from "@/lib/ids";
import { log } from "@/lib/log";
import { noteCommits } from "@/lib/store/db";
import type { ApiBusiness, ApiContext, ApiEnv } from "./call";
import { beginEarly, canBeginEarly } from "./early";
import { errorAnswer, STATUS } from "./errors";
import { countStranger, showLimits, withinLimits } from "./limits";
import { mountHealth, mountOpenApi, routeOf } from "./openapi";
import { noSuchPath, patternName, refuseOtherBases, refuseOtherMethods } from "./paths";
import { readBytes } from "./read-bytes";
import { adminRoutes } from "./routes/admin";
import { adminDepositsRoutes } from "./routes/admin-deposits";
import { adminShopRoutes } from "./routes/admin-shop";
import { adminSubscriptionsRoutes } from "./routes/admin-subscriptions";
import { adminUsersRoutes } from "./routes/admin-users";
import { bulkRoutes } from "./routes/bulk";
import { depositsRoutes } from "./routes/deposits";
import { keysRoutes } from "./routes/keys";
import { orderRoutes } from "./routes/orders";
import { outlookRoutes } from "./routes/outlook";
import { readRoutes } from "./routes/reads";
import { sandboxRoutes } from "./routes/sandbox";
import { subscriptionUseRoutes } from "./routes/subscription-use";
import { subscriptionRoutes } from "./routes/subscriptions";
import { mountWebhooks } from "./routes/webhooks";

/** Whom keys stood for when they were last checked, by their hashes: a guess to begin work with, never a right. */
type LastSeen = LRUCache<string, Principal>;

/**
 * The whole API v1 as one fetch handler. Checks run in the contract's order, from top to bottom, and go on in the
 * route: scope, signature, idempotency key, body (`readCall`), then reach, replay, kill switch, price, money, stock.
 */
export function createApi(business: ApiBusiness): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.onError((error, c) => answerError(c, business, error));
  api.notFound((c) => answerError(c, business, noSuchPath()));
  api.use((c, next) => nameRequest(c, business, next));
  mountHealth(api, business);
  mountOpenApi(api);
  api.use(readBytes); // 413, 415
  mountWebhooks(api, business);
  const lastSeen: LastSeen = new LRUCache({ max: 10_000 });
  api.use((c, next) => identify(c, business, lastSeen).then(next)); // 404 for another base, 429 for the address, 401, 403
  api.use((c, next) => withinLimits(c, business.limiter, c.get("route"), next)); // 429
  const routes = [
    ...readRoutes,
    ...outlookRoutes,
    ...subscriptionRoutes,
    ...subscriptionUseRoutes,
    ...orderRoutes,
    ...bulkRoutes,
    ...depositsRoutes,
    ...keysRoutes,
    ...adminRoutes,
    ...adminUsersRoutes,
    ...adminDepositsRoutes,
    ...adminSubscriptionsRoutes,
    ...adminShopRoutes,
  ];
  for (const mount of business.mode === "sandbox" ? [...routes, ...sandboxRoutes] : routes)
    mount(api, business);
  refuseOtherMethods(api);
  return api;
}

async function nameRequest(c: ApiContext, business: ApiBusiness, next: () => Promise<void>): Promise<void> {
  c.set("requestId", newRequestId());
  c.set("route", routeOf(c));
  c.header("X-Request-Id", c.get("requestId"));
  await next();
  business.counts?.add(routeName(c), c.res.status);
}

function routeName(c: ApiContext): string {
  const route = c.get("route");
  return route ? `${route.method.toUpperCase()} ${route.path}` : patternName(c);
}

/**
 * Key, address and ban. Whoever has no good key is counted by address; a good key from there is not affected. While the
 * key is checked, a read begins for whom it stood for the last time.
 */
async function identify(c: ApiContext, business: ApiBusiness, lastSeen: LastSeen): Promise<void> {
  refuseOtherBases(c);
  c.header("Cache-Control", "no-store");
  const ip = clientIp(c, business.trustedProxies);
  const bearer = bearerOf(c);
  const hash = keyHash(bearer);
  const checking = checkKey(c, business, { bearer, hash, ip });
  const guess = guessOf(c, business, lastSeen, hash);
  const principal = await checking.catch(async (error: unknown) => {
    if (isStranger(error)) await countStranger(c, business.limiter, ip);
    throw error;
  });
  business.keyUse.mark(principal.keyId);
  if (guess && isDeepStrictEqual(guess.ctx.principal, principal)) {
    c.set("ctx", guess.ctx);
    c.set("early", guess.text ?? undefined);
    return;
  }
  if (hash !== null) lastSeen.set(hash, principal);
  c.set("ctx", contextOf(c, business, principal));
}

/** A request as the one that its key stood for the last time; nothing of it counts until the key is checked. */
function guessOf(c: ApiContext, business: ApiBusiness, lastSeen: LastSeen, hash: string | null) {
  const principal = hash !== null && canBeginEarly(c) ? lastSeen.get(hash) : undefined;
  if (!principal) return null;
  const ctx = contextOf(c, business, principal);
  return { ctx, text: beginEarly(c, business, ctx) };
}

function contextOf(c: ApiContext, business: ApiBusiness, principal: Principal): Context {
  const isMoney = c.get("route")?.money === true;
  const db = isMoney ? noteCommits(business.db, () => c.set("mayBeCharged", true)) : business.db;
  return { ...business, db, principal, requestId: c.get("requestId") };
}

interface Shown {
  bearer: string | null;
  hash: string | null;
  ip: string | null;
}

function checkKey(c: ApiContext, business: ApiBusiness, { bearer, hash, ip }: Shown): Promise<Principal> {
  const checked = bearer ? c.env?.checked : undefined;
  const principal = checked?.get(bearer ?? "") ?? authenticate(business.db, bearer, ip, hash);
  checked?.set(bearer ?? "", principal);
  return principal;
}

function isStranger(error: unknown): boolean {
  return error instanceof AppError && STATUS[error.code] === 401;
}

function bearerOf(c: ApiContext): string | null {
  const header = c.req.header("Authorization");
  if (!header) return null;
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header)?.[1] ?? "";
}

/** The caller's address, as many hops before us as are trusted. `null`: unreadable, or the dashboard's own call. */
function clientIp(c: ApiContext, trustedHops: number): string | null {
  const chain = trustedHops > 0 ? (c.req.header("X-Forwarded-For") ?? "").split(",") : [];
  const remote = c.env?.incoming?.socket?.remoteAddress;
  return plainAddress(chain.at(-trustedHops)?.trim() || (remote ?? ""));
}

function answerError(c: ApiContext, business: ApiBusiness, error: unknown): Response {
  const [requestId, route] = [c.get("requestId"), c.get("route")];
  const place = { requestId, isMoney: route?.money === true, mayBeCharged: c.get("mayBeCharged") === true };
  const { status, body, retryAfter } = errorAnswer(error, place);
  if (["internal", "unavailable"].includes(body.error.code))
    log("error", "request.failed", { requestId, path: c.req.path, error: causeOf(error) });
  showLimits(c, business.limiter, clientIp(c, business.trustedProxies));
  if (retryAfter !== null) c.header("Retry-After", String(retryAfter));
  c.header("Cache-Control", "no-store");
  return c.json(body, { status: asStatus(status) });
}

function causeOf(error: unknown): unknown {
  return error instanceof AppError ? (error.cause ?? error) : error;
}

/** Every status of an error has a body; hono's type wants that said. */
function asStatus(status: number): 400 {
  return status as 400;
}
