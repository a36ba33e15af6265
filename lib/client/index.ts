import "server-only";
import type { ErrorBody } from "@/lib/contract/fields";
import type { AnswerOf, InputOf, RouteDefinition } from "@/lib/contract/route";
import { endLostSession, requireCustomer, requireOwnOrigin } from "@/lib/session/current";
import { buildRequest } from "./request";
import { sendOnce } from "./send-once";

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
  const session = await requireCustomer();
  const { key, remote, userId } = session;
  const request = buildRequest(route, input, {
    key,
    ...options,
    ...(remote?.isOperator ? { actsFor: userId } : {}),
  });
  const { ok, status, body } = await sendOnce(request, route, remote?.signingSecret ?? null);
  if (status === 401 && remote) return endLostSession(session);
  return ok ? { ok: true, status, answer: asAnswer<R>(body) } : { ok: false, status, error: asFailure(body) };
}

/** The answer of a call that has no failure to expect. Throws `CallFailed`. */
export async function read<R extends RouteDefinition>(route: R, input: InputOf<R>): Promise<AnswerOf<R>> {
  const result = await call(route, input);
  if (!result.ok) throw new CallFailed(result.error);
  return result.answer;
}

/** What a deployment may lack: its answer, or `null` when it doesn't offer the route. Throws `CallFailed` otherwise. */
export async function readOffered<R extends RouteDefinition>(
  route: R,
  input: InputOf<R>,
): Promise<AnswerOf<R> | null> {
  const result = await call(route, input);
  if (result.ok) return result.answer;
  if (isLacking(result.status)) return null;
  throw new CallFailed(result.error);
}

/** True for the statuses of a route that a deployment doesn't have. */
export function isLacking(status: number): boolean {
  return status === 404 || status === 405 || status === 501;
}

/** The API and this client share the route's schemas, so a success has their shape. */
function asAnswer<R extends RouteDefinition>(body: unknown): AnswerOf<R> {
  return body as AnswerOf<R>;
}

/** Every failure of the API has the one error shape. */
function asFailure(body: unknown): Failure {
  return (body as ErrorBody).error;
}
