import "server-only";
import { BASE_PATH, type RouteDefinition } from "@/lib/contract/route";
import { foreignApiUrl } from "@/lib/env";
import { runtime } from "@/lib/runtime";

/** The path of a route with its parameters filled in. */
export function pathOf(route: RouteDefinition, params: Record<string, unknown> = {}): string {
  return route.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name] ?? "")));
}

/** Method and address of a route as the world sends it, for "show as curl". `origin`: where this page was asked. */
export async function requestOf(
  route: RouteDefinition,
  params: Record<string, unknown>,
  origin: string,
): Promise<{ method: string; url: string }> {
  const base = (foreignApiUrl((await runtime()).env) ?? `${origin}${BASE_PATH}`).replace(/\/$/, "");
  return { method: route.method.toUpperCase(), url: `${base}${pathOf(route, params)}` };
}
