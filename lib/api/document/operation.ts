import { type RouteConfig, z } from "@hono/zod-openapi";
import { errorBody } from "@/lib/contract/fields";
import type { IdempotencyClass } from "@/lib/contract/openapi";
import { BASE_PATH, type RouteDefinition } from "@/lib/contract/route";
import type { ErrorCode } from "@/lib/errors";
import { errorsOf, exampleName } from "./errors";

/** Everything that the document says of a route, from its definition alone. */
export function describeRoute(route: RouteDefinition): RouteConfig {
  const body = route.body && {
    required: !route.bodyOptional,
    content: json(route.body, route.example?.body),
  };
  return {
    method: route.method,
    path: BASE_PATH + route.path,
    operationId: operationId(route),
    tags: [tagOf(route)],
    summary: route.summary,
    description: describeWords(route),
    security: route.scope ? [{ bearer: [] }] : [],
    "x-required-scope": route.scope,
    "x-idempotency": idempotencyOf(route),
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.money ? { headers: moneyHeaders(route) } : {}),
      ...(takesKey(route) ? { headers: z.object({ "Idempotency-Key": idempotencyKey.optional() }) } : {}),
      ...(body ? { body } : {}),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [
          status,
          {
            description: SUCCESS[Number(status)] ?? "Done.",
            headers: answerHeaders(route, Number(status)),
            content: json(schema, route.example?.answers?.[Number(status)]),
          },
        ]),
      ),
      ...Object.fromEntries(
        [...errorsOf(route)].map(([status, codes]) => [status, errorAnswerOf(route, status, codes)]),
      ),
    },
  };
}

/** Method and path as one word: `postProxySubscriptionsIdRenew`. */
export function operationId({ method, path }: Pick<RouteDefinition, "method" | "path">): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

const TAGS: readonly (readonly [start: string, tag: string])[] = [
  ["/proxy/catalog", "Catalog"],
  ["/proxy/quote", "Catalog"],
  ["/proxy/", "Subscriptions"],
  ["/deposits", "Deposits"],
  ["/keys", "Keys"],
  ["/admin", "Operator"],
  ["/sandbox", "Sandbox"],
];

function tagOf(route: RouteDefinition): string {
  if (route.scope === "proxy:buy") return "Buy and renew";
  return TAGS.find(([start]) => route.path.startsWith(start))?.[1] ?? "Account";
}

/** What a repeat does. A second POST that makes or replaces something makes or replaces it again. */
export function idempotencyOf(route: RouteDefinition): IdempotencyClass {
  if (route.idempotency) return route.idempotency;
  if (route.method === "get" || route.bucket === "quotes") return "safe";
  if (route.money) return "key-required";
  return 201 in route.answers || route.path.endsWith("/rotate") ? "not-idempotent" : "idempotent";
}

function describeWords(route: RouteDefinition): string {
  const words = [route.description ?? ""];
  words.push(route.scope ? `Needs the scope \`${route.scope}\`.` : "Open to anyone.");
  if (route.sessionOnly) words.push("Only the key of a signed-in session may call it.");
  if (route.money)
    words.push(
      "Moves money: needs an `Idempotency-Key`, and a retry with the same key is safe. Every error says in `charged` whether money moved.",
    );
  if (takesKey(route)) words.push("Takes an `Idempotency-Key`: a retry with the same one is safe.");
  return words.filter(Boolean).join(" ");
}

function takesKey(route: RouteDefinition): boolean {
  return route.idempotency === "key-optional";
}

const idempotencyKey = z
  .string()
  .min(8)
  .max(200)
  .regex(/^[\x21-\x7e]+$/)
  .meta({
    description:
      "8 to 200 visible ASCII characters, new for every act and the same for its retries. A dry run needs none.",
    example: "prx-2026-06-09-001",
  });

function moneyHeaders(route: RouteDefinition) {
  const signature = z.string().meta({
    description: "`t=<unix seconds>,v1=<hex>`; where the key or the deployment demands it.",
    example: `t=1780000000,v1=${"5d".repeat(32)}`,
  });
  const canBeDry = "dry_run" in (route.query?.shape ?? {});
  return z.object({
    "Idempotency-Key": canBeDry ? idempotencyKey.optional() : idempotencyKey,
    "X-Signature": signature.optional(),
  });
}

const SUCCESS: Readonly<Record<number, string>> = {
  200: "Done.",
  201: "Made.",
  202: "Under way: the same request again tells how it ended.",
};

const REFUSED: Readonly<Record<number, string>> = {
  400: "The request is not right",
  401: "No good key or signature",
  402: "The balance is not enough",
  403: "Not allowed",
  404: "There is no such object in reach",
  409: "Not possible as things stand",
  413: "Too large",
  415: "Not JSON",
  422: "The idempotency key belongs to another request",
  429: "Too many requests",
  500: "Something broke on our side",
  502: "The supplier could not deliver",
  503: "Not to be had at the moment",
};

function errorAnswerOf(route: RouteDefinition, status: number, codes: readonly ErrorCode[]) {
  const money = route.money === true;
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${exampleName(code, money)}` }]);
  return {
    description: `${REFUSED[status] ?? "Refused"}: ${codes.map((code) => `\`${code}\``).join(", ")}.`,
    headers: answerHeaders(route, status),
    content: { "application/json": { schema: errorBody, examples: Object.fromEntries(examples) } },
  };
}

/** Headers of an answer, by reference to `HEADERS` of the document. */
function answerHeaders(route: RouteDefinition, status: number) {
  const names = ["X-Request-Id"];
  if (route.scope) names.push("RateLimit-Policy", "RateLimit");
  const isReplayed = route.money || takesKey(route);
  if (isReplayed && [200, 201, 202, 402, 409, 502, 503].includes(status)) names.push("Idempotent-Replayed");
  if (status === 202) names.push("Location");
  if ([202, 429, 503].includes(status) || (route.money && status === 409)) names.push("Retry-After");
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function json(schema: z.ZodType, example?: unknown) {
  return { "application/json": { schema, ...(example === undefined ? {} : { example }) } };
}
