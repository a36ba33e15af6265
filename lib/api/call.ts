import canonicalize from "canonicalize";
import type { Context as HonoContext } from "hono";
import type { z } from "zod";
import type { RouteDefinition } from "@/lib/contract/route";
import type { Business, Context, Principal } from "@/lib/domain/context";
import type { KeyUse } from "@/lib/domain/keys/used";
import type { Limiter } from "@/lib/domain/limits/limiter";
import { requireScope, requireSession } from "@/lib/domain/principal";
import { AppError, badRequest } from "@/lib/errors";
import { sha256Hex } from "@/lib/ids";
import type { RequestCounts } from "@/lib/request-counts";
import type { OnceRequest } from "./answer-once";
import { requireSignature } from "./signature";
import { parseStrictJson } from "./strict-json";
import { readPart } from "./wrong-input";

/** What the API needs beside the business. */
export interface ApiBusiness extends Business {
  mode: "sandbox" | "live";
  keyUse: KeyUse;
  signatureRequired: boolean;
  trustedProxies: number;
  limiter: Limiter;
  /** Counts answers for monitoring; absent: nobody does. */
  counts?: RequestCounts;
}

/** How a request came in: over a socket, or from the dashboard in this process. */
export interface ApiBindings {
  incoming?: { socket?: { remoteAddress?: string }; url?: string };
  inProcess?: true;
  /** The keys that the page behind this call has had checked already, kept for the time of its rendering. */
  checked?: Map<string, Promise<Principal>>;
}

export interface ApiEnv {
  Bindings: ApiBindings;
  Variables: {
    requestId: string;
    /** What the path and method stand for; `null` for none. */
    route: RouteDefinition | null;
    ctx: Context;
    /** The body of the answer, begun before the key was checked, for the very principal that it turned out to be. */
    early: Promise<string> | undefined;
    rawBody: Uint8Array;
    /** A limit was counted, and its fields are on the answer. */
    isCounted: boolean;
    /** A transaction may have been committed, so money may have moved. */
    mayBeCharged: boolean;
  };
}

export type ApiContext = HonoContext<ApiEnv>;

type Parsed<R, K extends string> = R extends { [key in K]: infer S extends z.ZodType }
  ? z.output<S>
  : Record<string, never>;

/** One checked call of a route. */
export interface Call<R extends RouteDefinition> {
  ctx: Context;
  params: Parsed<R, "params">;
  query: Parsed<R, "query">;
  body: Parsed<R, "body">;
  /** Throws `idempotency_key_required` on a money route that came without. */
  once(): OnceRequest;
  /** The same where a key is optional; `null` for a request without one. */
  onceIfKeyed(): OnceRequest | null;
}

/** The last checks of a call, in the contract's order: scope, signature, idempotency key, body. */
export async function readCall<R extends RouteDefinition>(
  c: ApiContext,
  route: R,
  api: ApiBusiness,
  ctx: Context = c.get("ctx"),
): Promise<Call<R>> {
  if (route.scope) requireScope(ctx.principal, route.scope);
  if (route.sessionOnly) requireSession(ctx.principal);
  await requireSignature(c, route.money === true, api.signatureRequired);
  const isDryRun = route.money === true && c.req.query("dry_run") === "true";
  const isKeyed = route.idempotency === "key-optional" && c.req.header("Idempotency-Key") !== undefined;
  const key = (route.money && !isDryRun) || isKeyed ? requireIdempotencyKey(c) : null;
  const body = readBody(c, route);
  const url = new URL(c.req.url);
  const onceIfKeyed = () => {
    if (!key) return null;
    const path = `${url.pathname}${url.search}`;
    return { key, fingerprint: sha256Hex(`${c.req.method}\n${path}\n${canonicalize(body)}`) };
  };
  return {
    ctx,
    ...parseInput(route, { params: c.req.param(), query: readQuery(url), body }),
    onceIfKeyed,
    once() {
      const once = onceIfKeyed();
      if (!once) throw new AppError("idempotency_key_required", "Send an Idempotency-Key header.");
      return once;
    },
  };
}

function requireIdempotencyKey(c: ApiContext): string {
  const key = c.req.header("Idempotency-Key");
  if (!key) throw new AppError("idempotency_key_required", "Send an Idempotency-Key header.");
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new AppError("idempotency_key_invalid", "An Idempotency-Key is 8 to 200 visible ASCII characters.");
  }
  return key;
}

function readBody(c: ApiContext, route: RouteDefinition): unknown {
  if (!route.body) return {};
  const bytes = c.get("rawBody");
  if (!bytes.length && route.bodyOptional) return {};
  if (!bytes.length) throw badRequest("", "required", "Send a JSON body.");
  return parseStrictJson(bytes);
}

function readQuery(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (name in query) throw badRequest(name, "duplicate_key", "This parameter is there twice.");
    if (value.includes("\0") || name === "__proto__")
      throw badRequest(name, "unclean_text", "Not a usable parameter.");
    query[name] = value;
  }
  return query;
}

/** The schemas are the route's own, so what they answer has the route's types; the compiler can't follow a lookup by name. */
function parseInput<R extends RouteDefinition>(
  route: R,
  raw: { params: unknown; query: unknown; body: unknown },
): Pick<Call<R>, "params" | "query" | "body"> {
  const parts = (["params", "query", "body"] as const).map((part) => {
    const schema = route[part];
    return [part, schema ? readPart(schema, raw[part]) : {}];
  });
  return Object.fromEntries(parts) as Pick<Call<R>, "params" | "query" | "body">;
}
