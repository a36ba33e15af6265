import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { BASE_PATH } from "@/lib/contract/route";
import { authenticate } from "@/lib/domain/keys/authenticate";
import { AppError, notFound } from "@/lib/errors";
import { newRequestId } from "@/lib/ids";
import { log } from "@/lib/log";
import type { ApiBusiness, ApiContext, ApiEnv } from "./call";
import { errorAnswer } from "./errors";
import { mountHealth, mountOpenApi } from "./openapi";
import { adminRoutes } from "./routes/admin";
import { adminDepositsRoutes } from "./routes/admin-deposits";
import { adminShopRoutes } from "./routes/admin-shop";
import { adminSubscriptionsRoutes } from "./routes/admin-subscriptions";
import { adminUsersRoutes } from "./routes/admin-users";
import { bulkRoutes } from "./routes/bulk";
import { depositsRoutes } from "./routes/deposits";
import { keysRoutes } from "./routes/keys";
import { orderRoutes } from "./routes/orders";
import { readRoutes } from "./routes/reads";
import { sandboxRoutes } from "./routes/sandbox";
import { subscriptionRoutes } from "./routes/subscriptions";
import { mountWebhooks } from "./routes/webhooks";

const MAX_BODY_BYTES = 64 * 1024;

/** The whole API v1 as one fetch handler. Checks run in the contract's order, from top to bottom. */
export function createApi(business: ApiBusiness): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.onError((error, c) => answerError(c, error));
  api.notFound((c) => answerError(c, notFound()));
  api.use(nameRequest);
  mountHealth(api, business);
  mountOpenApi(api);
  api.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => fail("payload_too_large", "At most 64 kB.") }));
  api.use(readBytes);
  mountWebhooks(api, business);
  api.use(async (c, next) => {
    const principal = await authenticate(business.db, bearerOf(c), clientIp(c, business.trustedProxies));
    c.set("ctx", { ...business, principal, requestId: c.var.requestId });
    await next();
    c.header("Cache-Control", "no-store");
  });
  const routes = [
    ...readRoutes,
    ...subscriptionRoutes,
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

async function nameRequest(c: ApiContext, next: () => Promise<void>): Promise<void> {
  c.set("requestId", newRequestId());
  c.set("isMoney", false);
  c.header("X-Request-Id", c.var.requestId);
  await next();
}

async function readBytes(c: ApiContext, next: () => Promise<void>): Promise<void> {
  const bytes = ["GET", "HEAD"].includes(c.req.method)
    ? new Uint8Array()
    : new Uint8Array(await c.req.arrayBuffer());
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (bytes.length && type !== "application/json") fail("unsupported_media_type", "Send application/json.");
  if (c.req.header("Content-Encoding"))
    fail("unsupported_media_type", "Send the body as it is, not compressed.");
  c.set("rawBody", bytes);
  await next();
}

function bearerOf(c: ApiContext): string | null {
  const header = c.req.header("Authorization");
  if (!header) return null;
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header)?.[1] ?? "";
}

/** The caller's address, as many hops before us as are trusted. `null` for the dashboard's own calls. */
function clientIp(c: ApiContext, trustedHops: number): string | null {
  const chain = (c.req.header("X-Forwarded-For") ?? "").split(",").map((hop) => hop.trim());
  const forwarded = trustedHops > 0 ? chain.at(-trustedHops) : undefined;
  const remote = c.env?.incoming?.socket?.remoteAddress;
  return (forwarded || remote)?.replace(/^::ffff:/, "") ?? null;
}

function fail(code: "payload_too_large" | "unsupported_media_type", message: string): never {
  throw new AppError(code, message);
}

function answerError(c: ApiContext, error: unknown): Response {
  const { requestId = newRequestId(), isMoney = false } = c.var;
  if (!(error instanceof AppError)) log("error", "request.failed", { requestId, path: c.req.path, error });
  const { status, body, retryAfter } = errorAnswer(error, { requestId, isMoney });
  return Response.json(body, {
    status,
    headers: {
      "X-Request-Id": requestId,
      "Cache-Control": "no-store",
      ...(retryAfter === null ? {} : { "Retry-After": String(retryAfter) }),
    },
  });
}

function refuseOtherMethods(api: OpenAPIHono<ApiEnv>): void {
  const paths = new Set(api.routes.filter((route) => route.method !== "ALL").map((route) => route.path));
  for (const path of paths) {
    if (!path.startsWith(BASE_PATH)) continue;
    api.all(path, () => {
      throw new AppError("method_not_allowed", "This path does not take that method.");
    });
  }
}
