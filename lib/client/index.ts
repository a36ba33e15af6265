import "server-only";
import type { ErrorBody } from "@/lib/contract/fields";
import type { AnswerOf, InputOf, RouteDefinition } from "@/lib/contract/route";
import type { ErrorCode } from "@/lib/errors";
import { getT } from "@/lib/messages/server";
import { endLostSession, type OpenSession, requireCustomer, requireOwnOrigin } from "@/lib/session/current";
import { fieldText } from "./in-words";
import { isAddedAct, narrow, plainInput } from "./plain";
import { type AnyInput, buildRequest } from "./request";
import { sendOnce } from "./send-once";

/** An expected failure, as the API words it; what it says of fields is in the reader's words. */
export type Failure = ErrorBody["error"];
export type Result<T> =
  | { ok: true; status: number; answer: T }
  | { ok: false; status: number; error: Failure };

/** The key counts no more, so the session at its deployment is over. A refused signature is no such thing. */
const LOST: readonly ErrorCode[] = ["missing_key", "invalid_key", "key_expired"];

interface CallOptions {
  idempotencyKey?: string;
}

/**
 * A failure that a page did not expect. The digest is all of an error that reaches the browser, so it carries what
 * `components/layout/failed-page.tsx` tells: the code and the request id.
 */
export class CallFailed extends Error {
  readonly digest: string;

  constructor(readonly failure: Failure) {
    super(`${failure.code} (${failure.request_id})`);
    this.digest = `api/${failure.code}/${failure.request_id}`;
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
  const first = await ask(session, route, input, options);
  const plain = session.remote && isRefusedInput(first) ? plainInput(route, input) : null;
  if (!plain) return first;
  const { idempotencyKey } = options;
  return ask(session, route, plain, idempotencyKey ? { idempotencyKey: `${idempotencyKey}-plain` } : {});
}

async function ask<R extends RouteDefinition>(
  session: OpenSession,
  route: R,
  input: AnyInput,
  options: CallOptions,
): Promise<Result<AnswerOf<R>>> {
  const { key, remote, userId } = session;
  const actsFor = remote?.isOperator ? { actsFor: userId } : {};
  const request = buildRequest(route, input, { key, ...options, ...actsFor });
  const { ok, status, body } = await sendOnce(request, route, remote?.signingSecret ?? null);
  if (ok) return { ok: true, status, answer: asAnswer<R>(remote ? narrow(body, input.query) : body) };
  const failure = await inWords(asFailure(body));
  const isWithout = remote !== null && isLacking(status) && isAddedAct(route);
  const error: Failure = isWithout ? { ...failure, code: "method_not_allowed" } : failure;
  if (remote && LOST.includes(error.code)) return endLostSession(session);
  return { ok: false, status, error };
}

async function inWords(failure: Failure): Promise<Failure> {
  if (!failure.fields) return failure;
  const t = await getT("wrongFields");
  return { ...failure, fields: failure.fields.map((field) => ({ ...field, message: fieldText(t, field) })) };
}

/** Refused before anything was done, maybe for a field that the deployment does not know. */
function isRefusedInput(result: Result<unknown>): boolean {
  return !result.ok && result.error.code === "bad_request" && result.error.charged !== "unknown";
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
