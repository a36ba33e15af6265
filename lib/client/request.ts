import { BASE_PATH, type RouteDefinition } from "@/lib/contract/route";
import { pathOf } from "./request-of";

/** What any route takes. */
export interface AnyInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

interface How {
  key: string;
  idempotencyKey?: string;
  /** The user that an operator key acts for, named wherever the route takes one. */
  actsFor?: number;
}

/** A call of a route as an HTTP request. */
export function buildRequest(route: RouteDefinition, input: AnyInput, how: How): Request {
  const url = new URL(`http://in-process${BASE_PATH}${pathOf(route, input.params)}`);
  const query = { ...namedIn(route.query, how), ...input.query };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ Authorization: `Bearer ${how.key}` });
  if (how.idempotencyKey) headers.set("Idempotency-Key", how.idempotencyKey);
  if (route.method === "get") return new Request(url, { headers });
  headers.set("Content-Type", "application/json");
  const body = { ...namedIn(route.body, how), ...(input.body ?? {}) };
  return new Request(url, { method: route.method.toUpperCase(), headers, body: JSON.stringify(body) });
}

function namedIn(part: RouteDefinition["query"], { actsFor }: How): { user_id?: number } {
  return actsFor !== undefined && part && "user_id" in part.shape ? { user_id: actsFor } : {};
}
