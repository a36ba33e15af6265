import { BASE_PATH } from "@/lib/contract/route";
import type { ErrorCode } from "@/lib/errors";
import { newRequestId } from "@/lib/ids";

/** Another deployment of API v1, and how patiently it is asked. */
export interface Remote {
  /** Its base address, for example `https://panel.example/proxy/api/v1`. */
  baseUrl: string;
  /** How long one try may take. */
  timeoutMs?: number;
  /** How many tries a request gets that may be sent again. */
  tries?: number;
  /** Signs a money request; `null` when the key has no signing secret. */
  sign?:
    | ((request: { method: string; pathWithQuery: string; idempotencyKey: string; body: string }) => string)
    | null;
}

const TIMEOUT_MS = 12_000;
const TRIES = 3;
/** A longer pause than this is the person's to wait, not the page's. */
const LONGEST_PAUSE_MS = 3_000;
const FIRST_PAUSE_MS = 200;
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
  const isSafe =
    request.method === "GET" || request.headers.has("Idempotency-Key") || path.startsWith("/proxy/quote");
  const tries = isSafe ? (remote.tries ?? TRIES) : 1;
  for (let attempt = 1; ; attempt++) {
    const response = await tryOnce(target, request, body, remote);
    const pause = pauseBefore(response, attempt);
    if (attempt >= tries || pause === null) return asApiAnswer(response, request);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function tryOnce(
  target: URL,
  request: Request,
  body: string,
  remote: Remote,
): Promise<Response | null> {
  const headers = new Headers(request.headers);
  const idempotencyKey = headers.get("Idempotency-Key");
  if (idempotencyKey && remote.sign) {
    const pathWithQuery = `${target.pathname}${target.search}`;
    headers.set("X-Signature", remote.sign({ method: request.method, pathWithQuery, idempotencyKey, body }));
  }
  try {
    return await fetch(target, {
      method: request.method,
      headers,
      ...(request.method === "GET" ? {} : { body }),
      redirect: "error",
      signal: AbortSignal.timeout(remote.timeoutMs ?? TIMEOUT_MS),
    });
  } catch {
    return null;
  }
}

/** How long to wait before the next try; `null` when the answer is final, or the wait is too long for a page. */
function pauseBefore(response: Response | null, attempt: number): number | null {
  if (response && !PASSING.has(response.status)) return null;
  const asked = Number(response?.headers.get("Retry-After") ?? Number.NaN) * 1000;
  const pause = Number.isFinite(asked) ? asked : FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return pause <= LONGEST_PAUSE_MS ? pause : null;
}

/** The answer when it is JSON, with errors in our shape; otherwise what we say for it. */
async function asApiAnswer(response: Response | null, request: Request): Promise<Response> {
  const body = response ? await readJson(response) : undefined;
  const isLacking = response !== null && LACKING.has(response.status);
  if (!response || (body === undefined && !isLacking)) return failure(503, "unavailable", request);
  if (response.ok || isError(body)) {
    return Response.json(body, { status: response.status, headers: keptHeaders(response.headers) });
  }
  return failure(response.status, codeOf(response.status), request);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function isError(body: unknown): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    "error" in body &&
    typeof body.error === "object" &&
    body.error !== null &&
    "code" in body.error
  );
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "bad_request",
  401: "invalid_key",
  402: "insufficient",
  403: "forbidden_scope",
  404: "not_found",
  405: "method_not_allowed",
  409: "invalid_state",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "idempotency_key_reused",
  429: "rate_limited",
};

function codeOf(status: number): ErrorCode {
  return CODES[status] ?? (status >= 500 ? "unavailable" : "bad_request");
}

function failure(status: number, code: ErrorCode, request: Request): Response {
  const isMoney = request.headers.has("Idempotency-Key");
  const charged = status >= 500 ? ("unknown" as const) : false;
  const error = {
    code,
    message: "The API did not answer as it should.",
    request_id: newRequestId(),
    retryable: status >= 500,
    ...(isMoney ? { charged } : {}),
    docs_url: `/docs/errors/${code}`,
  };
  return Response.json({ error }, { status });
}

function keptHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of ["X-Request-Id", "Idempotent-Replayed", "Location", "Retry-After"]) {
    const value = headers.get(name);
    if (value) kept.set(name, value);
  }
  return kept;
}
