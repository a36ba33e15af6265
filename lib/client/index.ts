import "server-only";
import type { ErrorBody } from "@/lib/contract/fields";
import { type AnswerOf, BASE_PATH, type InputOf, type RouteDefinition } from "@/lib/contract/route";
import { requireCustomer, requireOwnOrigin } from "@/lib/session/current";
import { pathOf } from "./request-of";
import { send } from "./transport";

/** An expected failure, as the API words it. */
export type Failure = ErrorBody["error"];
export type Result<T> =
  | { ok: true; status: number; answer: T }
  | { ok: false; status: number; error: Failure };

interface CallOptions {
  idempotencyKey?: string;
}

/** A failure that a page did not expect; `error.tsx` shows it. */
export class CallFailed extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.code} (${failure.request_id})`);
  }
}

/**
 * Calls a route as the signed-in user. The key is opened here and goes no further. Anything but a read needs our own
 * Origin. Redirects to sign-in when the session has ended.
 */
export async function call<R extends RouteDefinition>(
  route: R,
  input: InputOf<R>,
  options: CallOptions = {},
): Promise<Result<AnswerOf<R>>> {
  const isRead = route.method === "get" || route.bucket === "quotes";
  if (!isRead) await requireOwnOrigin();
  const { key } = await requireCustomer();
  const { ok, status, body } = await send(buildRequest(route, input, key, options), route);
  return ok ? { ok: true, status, answer: asAnswer<R>(body) } : { ok: false, status, error: asFailure(body) };
}

/** The answer of a call that has no failure to expect. Throws `CallFailed`. */
export async function read<R extends RouteDefinition>(route: R, input: InputOf<R>): Promise<AnswerOf<R>> {
  const result = await call(route, input);
  if (!result.ok) throw new CallFailed(result.error);
  return result.answer;
}

interface AnyInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function buildRequest(route: RouteDefinition, input: AnyInput, key: string, options: CallOptions): Request {
  const url = new URL(`http://in-process${BASE_PATH}${pathOf(route, input.params)}`);
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ Authorization: `Bearer ${key}` });
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  if (route.method === "get") return new Request(url, { headers });
  headers.set("Content-Type", "application/json");
  return new Request(url, {
    method: route.method.toUpperCase(),
    headers,
    body: JSON.stringify(input.body ?? {}),
  });
}

/** The API and this client share the route's schemas, so a success has their shape. */
function asAnswer<R extends RouteDefinition>(body: unknown): AnswerOf<R> {
  return body as AnswerOf<R>;
}

/** Every failure of the API has the one error shape. */
function asFailure(body: unknown): Failure {
  return (body as ErrorBody).error;
}
