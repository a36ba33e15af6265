import type { OpenAPIHono } from "@hono/zod-openapi";
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
  return (api, business) => {
    api.openAPIRegistry.registerPath(describeRoute(route));
    const path = BASE_PATH + route.path.replace(/\{(\w+)\}/g, ":$1");
    api.on(route.method.toUpperCase(), path, (c) => {
      c.set("isMoney", route.money === true);
      return work(readCall(c, route, business), c);
    });
  };
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
