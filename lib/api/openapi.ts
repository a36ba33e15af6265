import type { OpenAPIHono } from "@hono/zod-openapi";
import { matchedRoutes } from "hono/route";
import { BASE_PATH, type RouteDefinition } from "@/lib/contract/route";
import { type ApiBusiness, type ApiContext, type ApiEnv, type Call, readCall } from "./call";
import { buildDocument } from "./document/document";
import { describeRoute } from "./document/operation";

type Api = OpenAPIHono<ApiEnv>;
export type Mount = (api: Api, business: ApiBusiness) => void;

/** Ties a route of the contract to its work: documents it and checks each call before the work sees it. */
export function handle<R extends RouteDefinition>(
  route: R,
  work: (call: Call<R>, c: ApiContext) => Promise<Response>,
): Mount {
  return mountRoute(route, async (c, business) => work(await readCall(c, route, business), c));
}

/** Ties a route to what answers it, and documents it. */
export function mountRoute(
  route: RouteDefinition,
  respond: (c: ApiContext, business: ApiBusiness) => Promise<Response>,
): Mount {
  return (api, business) => {
    api.openAPIRegistry.registerPath(describeRoute(route));
    const path = BASE_PATH + route.path.replace(/\{(\w+)\}/g, ":$1");
    const answer = (c: ApiContext) => respond(c, business);
    definitions.set(answer, route);
    api.on(route.method.toUpperCase(), path, answer);
  };
}

const definitions = new WeakMap<object, RouteDefinition>();

/** The route that will answer, known before any check; `null` for a path or method that there is not. */
export function routeOf(c: ApiContext): RouteDefinition | null {
  for (const { handler } of matchedRoutes(c)) {
    const route = definitions.get(handler);
    if (route) return route;
  }
  return null;
}

/** `GET /openapi.json`, generated from the schemas that validate. */
export function mountOpenApi(api: Api): void {
  let document: string | undefined;
  api.get(`${BASE_PATH}/openapi.json`, (c) => {
    document ??= JSON.stringify(buildDocument(api));
    return c.body(document, 200, { "Content-Type": "application/json" });
  });
}

/** `/healthz`: the process answers. `/readyz`: it can serve, because the database answers too. */
export function mountHealth(api: Api, business: ApiBusiness): void {
  for (const prefix of ["", BASE_PATH]) {
    api.get(`${prefix}/healthz`, (c) => c.json({ status: "ok" }));
    api.get(`${prefix}/readyz`, async (c) => {
      const isReady = await business.db.query("select 1 from migrations limit 1").then(
        () => true,
        () => false,
      );
      return c.json({ status: isReady ? "ok" : "unavailable" }, isReady ? 200 : 503);
    });
  }
}
