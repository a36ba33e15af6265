import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import { matchedRoutes } from "hono/route";
import { errorBody } from "@/lib/contract/fields";
import { BASE_PATH, type RouteDefinition } from "@/lib/contract/route";
import { type ApiBusiness, type ApiContext, type ApiEnv, type Call, readCall } from "./call";

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
    const answer = async (c: ApiContext) => work(await readCall(c, route, business), c);
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

function describeRoute(route: RouteDefinition): RouteConfig {
  const errors = route.money
    ? [400, 401, 402, 403, 404, 409, 413, 415, 422, 429, 500, 502, 503]
    : [400, 401, 403, 404, 413, 415, 429, 500, 503];
  const content = (schema: RouteDefinition["answers"][number]) => ({ "application/json": { schema } });
  return {
    method: route.method,
    path: BASE_PATH + route.path,
    summary: route.summary,
    description: describeWords(route),
    security: route.scope ? [{ bearer: [] }] : [],
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.body ? { body: { required: !route.bodyOptional, content: content(route.body) } } : {}),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [
          status,
          { description: "Success", content: content(schema) },
        ]),
      ),
      ...Object.fromEntries(
        errors.map((status) => [status, { description: "Error", content: content(errorBody) }]),
      ),
    },
  };
}

function describeWords(route: RouteDefinition): string {
  const scope = route.scope ? `Scope \`${route.scope}\`.` : "Open to anyone.";
  return route.money
    ? `${scope} Money: needs an \`Idempotency-Key\`; a retry with the same key is safe.`
    : scope;
}

/** `GET /openapi.json`, generated from the schemas that validate. */
export function mountOpenApi(api: Api): void {
  api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  let document: string | undefined;
  api.get(`${BASE_PATH}/openapi.json`, (c) => {
    document ??= JSON.stringify(
      api.getOpenAPI31Document({
        openapi: "3.1.0",
        info: { title: "Proxy REST API", version: "1" },
        servers: [{ url: "/" }],
      }),
    );
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
