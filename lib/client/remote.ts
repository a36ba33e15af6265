import type { ErrorBody } from "@/lib/contract/fields";
import { BASE_PATH } from "@/lib/contract/route";
import { type FailurePlace, fieldsOf, readFailure } from "./failure";

/** Another deployment of API v1, and how patiently it is asked. */
export interface Remote {
  /** Its base address, for example `https://panel.example/proxy/api/v1`. */
  baseUrl: string;
  /** How long all tries of a request may take together. */
  patienceMs?: number;
  /** The pause before the second try, where the deployment asks for none; it doubles from try to try. */
  firstPauseMs?: number;
  /** How many tries a request gets that may be sent again. */
  tries?: number;
  /** Signs a money request; `null` when the key has no signing secret. */
  sign?:
    | ((request: { method: string; pathWithQuery: string; idempotencyKey: string; body: string }) => string)
    | null;
}

/** An answer read to its end. `body` is `undefined` when it is no JSON. */
interface Answer {
  ok: boolean;
  status: number;
  headers: Headers;
  body: unknown;
}

const PATIENCE_MS = 12_000;
const TRIES = 3;
/** A longer pause than this is the person's to wait, not the page's. */
const LONGEST_PAUSE_MS = 3_000;
const FIRST_PAUSE_MS = 200;
/** Many times the longest page of a list. */
const MOST_ANSWER_BYTES = 8_000_000;
/** Statuses of a route that a deployment doesn't have, whatever the body. */
const LACKING = new Set([404, 405, 501]);
/** Statuses after which the same request may well succeed. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Sends an API request to another deployment. Sends again only what is safe: reads, quotes, and whatever carries an
 * idempotency key, with the same key; `Retry-After` is respected. What can't be reached, or answers no JSON, comes
 * back as the API's own error shape: `unavailable`, on a request with an idempotency key with `charged: "unknown"`.
 */
export async function sendOverHttp(request: Request, remote: Remote): Promise<Response> {
  const body = request.method === "GET" ? "" : await request.text();
  const url = new URL(request.url);
  const path = url.pathname.slice(BASE_PATH.length) + url.search;
  const target = new URL(remote.baseUrl.replace(/\/+$/, "") + path);
  const isMoney = request.headers.has("Idempotency-Key");
  const isSafe = request.method === "GET" || isMoney || path.startsWith("/proxy/quote");
  const tries = isSafe ? (remote.tries ?? TRIES) : 1;
  const deadline = Date.now() + (remote.patienceMs ?? PATIENCE_MS);
  let isInDoubt = false;
  for (let attempt = 1; ; attempt++) {
    const answer = await tryOnce(target, request, body, { ...remote, patienceMs: deadline - Date.now() });
    const pause = pauseBefore(answer, (remote.firstPauseMs ?? FIRST_PAUSE_MS) * 2 ** (attempt - 1));
    const isLast = attempt >= tries || pause === null || Date.now() + pause >= deadline;
    if (isLast) return asApiAnswer(answer, { isMoney, isInDoubt });
    isInDoubt ||= leavesDoubt(answer);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** `null`: no answer, half of one, or a success that is no JSON. */
async function tryOnce(target: URL, request: Request, body: string, remote: Remote): Promise<Answer | null> {
  const headers = new Headers(request.headers);
  const idempotencyKey = headers.get("Idempotency-Key");
  if (idempotencyKey && remote.sign) {
    const pathWithQuery = `${target.pathname}${target.search}`;
    headers.set("X-Signature", remote.sign({ method: request.method, pathWithQuery, idempotencyKey, body }));
  }
  try {
    const response = await fetch(target, {
      method: request.method,
      headers,
      ...(request.method === "GET" ? {} : { body }),
      redirect: "error",
      signal: AbortSignal.timeout(Math.max(1, remote.patienceMs ?? PATIENCE_MS)),
    });
    const answer = { ...pick(response), body: asJson(await readText(response)) };
    return answer.ok && answer.body === undefined ? null : answer;
  } catch {
    return null;
  }
}

/** The whole body as text. Throws when there is more of it than any answer needs. */
async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) throw new Error("The answer is too long.");
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function pick({ ok, status, headers }: Response): Omit<Answer, "body"> {
  return { ok, status, headers };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How long to wait before the next try; `null` when the answer is final, or the wait is too long for a page. */
function pauseBefore(answer: Answer | null, ownMs: number): number | null {
  if (answer && !PASSING.has(answer.status) && !isUnderWay(answer)) return null;
  const pause = askedPause(answer?.headers.get("Retry-After")) ?? ownMs;
  return pause <= LONGEST_PAUSE_MS ? pause : null;
}

/** The same request is being worked on: its answer can be had in a moment, with the same key. */
function isUnderWay({ status, body }: Answer): boolean {
  return status === 409 && fieldsOf(fieldsOf(body).error).code === "idempotency_in_progress";
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function askedPause(header: string | null | undefined): number | null {
  if (!header) return null;
  const pause = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(pause) ? null : Math.max(0, pause);
}

function asApiAnswer(answer: Answer | null, place: Place): Response {
  const { status, body } = answer?.ok ? answer : failureOf(answer, place);
  return Response.json(body, { status, headers: keptHeaders(answer?.headers ?? new Headers()) });
}

type Place = Pick<FailurePlace, "isMoney" | "isInDoubt">;

/** What is no JSON says nothing but its status, and that only where a status alone is clear. */
function failureOf(answer: Answer | null, place: Place): { status: number; body: ErrorBody } {
  const isClear =
    answer && (answer.body !== undefined || PASSING.has(answer.status) || LACKING.has(answer.status));
  const status = isClear ? answer.status : 503;
  const requestId = answer?.headers.get("X-Request-Id") ?? null;
  return { status, body: readFailure(answer?.body, { ...place, status, requestId }) };
}

/** Whether a try may have been carried out although its answer does not say so. */
function leavesDoubt(answer: Answer | null): boolean {
  return failureOf(answer, { isMoney: true, isInDoubt: false }).body.error.charged !== false;
}

function keptHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of ["X-Request-Id", "Idempotent-Replayed", "Location", "Retry-After"]) {
    const value = headers.get(name);
    if (value) kept.set(name, value);
  }
  return kept;
}
