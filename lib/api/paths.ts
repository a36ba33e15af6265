import type { IncomingHttpHeaders } from "node:http";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { matchedRoutes } from "hono/route";
import { BASE_PATH } from "@/lib/contract/route";
import { AppError } from "@/lib/errors";
import { isWellFormedKey } from "@/lib/ids";
import type { ApiContext, ApiEnv } from "./call";

/** Above every version: no page lies there, so whatever is asked for is answered in the API's own words. */
const ROOT = BASE_PATH.replace(/\/[^/]+$/, "");

/** True where the API answers and not a page. */
export function isApiUrl(url: string): boolean {
  const path = url.split("?", 1)[0] ?? "";
  if (isBelow(path, ROOT)) return true;
  return path === "/healthz" || path === "/readyz" || /^\/payments\/[^/]+\/webhook$/.test(path);
}

/** Read by programs, too, that show their key wherever they go. */
const OPEN_PAGES: readonly string[] = ["docs", "llms.txt"];

/**
 * True for a program that looks for the API where it is not: it wants JSON, or shows a key, and would get a page. `pages`
 * are the first segments of what pages there are. Who takes HTML is a browser.
 */
export function isLostCall(url: string, headers: IncomingHttpHeaders, pages: ReadonlySet<string>): boolean {
  const { accept = "", authorization = "" } = headers;
  if (accept.includes("text/html")) return false;
  const [, name = ""] = /^\/([^/?]*)/.exec(url) ?? [];
  const [, bearer] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  if (bearer && isWellFormedKey(bearer)) return !OPEN_PAGES.includes(name);
  return (bearer !== undefined || accept.includes("application/json")) && !pages.has(name);
}

function isBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

export function noSuchPath(): AppError {
  return new AppError(
    "not_found",
    `There is no such path. The API's base is ${BASE_PATH}, and ${BASE_PATH}/openapi.json lists its paths.`,
  );
}

/** Another version, or none, is no secret: it is told before anybody is asked for a key. */
export function refuseOtherBases(c: ApiContext): void {
  const { path } = c.req;
  if (!isApiUrl(path) || (isBelow(path, ROOT) && !isBelow(path, BASE_PATH))) throw noSuchPath();
}

/** A path that exists, with another method: 405, and which ones it takes. */
export function refuseOtherMethods(api: OpenAPIHono<ApiEnv>): void {
  const taken = new Map<string, Set<string>>();
  for (const { method, path } of api.routes) {
    if (method === "ALL" || path.includes("*")) continue;
    const methods = taken.get(path) ?? taken.set(path, new Set()).get(path);
    for (const name of method === "GET" ? ["GET", "HEAD"] : [method]) methods?.add(name);
  }
  for (const [path, methods] of taken) {
    const allowed = [...methods].join(", ");
    api.all(path, (c) => {
      c.header("Allow", allowed);
      throw new AppError("method_not_allowed", `This path takes ${allowed}.`);
    });
  }
}

/**
 * What is counted where no route of the contract answers: the pattern of a path that exists, with its method if it
 * takes it. Never a path as it was sent.
 */
export function patternName(c: ApiContext): string {
  const found = matchedRoutes(c).find(({ path }) => !path.includes("*"));
  if (!found) return "other";
  const path = found.path.replace(BASE_PATH, "").replace(/:(\w+)/g, "{$1}");
  return `${found.method === "ALL" ? "other" : found.method} ${path}`;
}
