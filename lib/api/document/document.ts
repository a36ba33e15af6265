import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Content, OpenApiDocument } from "@/lib/contract/openapi";
import { BASE_PATH, SCOPES } from "@/lib/contract/route";
import { ERROR_CODES } from "@/lib/errors";
import type { ApiEnv } from "../call";
import { STATUS } from "../errors";
import { errorExample, exampleName } from "./errors";
import { type Extent, sampleOf } from "./samples";

type Api = OpenAPIHono<ApiEnv>;

const TAGS = [
  ["Account", "Who you are, what you have, and what moved your balance."],
  ["Catalog", "What is sold and what it costs."],
  [
    "Buy and renew",
    "Spend the balance on static proxies. Every call can be repeated safely, and tried as a dry run.",
  ],
  ["Subscriptions", "What you own: cards, addresses, credentials, activity."],
  ["Deposits", "Money coming in."],
  ["Keys", "API keys: list, create, rotate, revoke."],
  ["Operator", "What only operators do. Needs `admin:*`."],
  ["Sandbox", "Handles for tests. A live deployment does not have them."],
  ["Service", "Health, and this document."],
] as const;

const OVERVIEW = `Buy, renew and use proxies from a prepaid balance.

Money is a decimal string with two digits. Times are ISO 8601 in UTC. Lists are read page by page with \`limit\` and \`cursor\`.
Request bodies are closed: an unknown field is an error. Answers are open: ignore fields that you don't know.
Scopes: ${SCOPES.map((scope) => `\`${scope}\``).join(", ")}.`;

const text = (description: string, example: string) => ({
  description,
  schema: { type: "string" as const },
  example,
});

/** Headers that answers carry. */
const HEADERS = {
  "X-Request-Id": text(
    "Names this request; send it along when you ask for help.",
    "req_4fWm7Zs0QeXb2KpTn9Ld",
  ),
  "RateLimit-Policy": text("The limit that counts here, and its window in seconds.", '"reads";q=120;w=60'),
  RateLimit: text("What is left of it, and the seconds until it is full again.", '"reads";r=119;t=60'),
  "Retry-After": text("Seconds to wait before the next try.", "2"),
  "Idempotent-Replayed": text("`true`: this answer belongs to an earlier request with the same key.", "true"),
  Location: text("Where to follow what is under way.", `${BASE_PATH}/proxy/subscriptions/9`),
};

/** The whole document, from the definitions of the routes that are mounted. */
export function buildDocument(api: Api): OpenApiDocument {
  const registry = api.openAPIRegistry;
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "An API key: `Authorization: Bearer pdk_…`.",
  });
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent("headers", name, header);
  for (const { name, example } of allErrorExamples()) registry.registerComponent("examples", name, example);
  registerService(api);
  const document = asDocument(
    api.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Proxy REST API",
        version: "1.5.0",
        description: OVERVIEW,
        contact: { name: "The operator of this deployment" },
        license: { name: "MIT", url: "https://opensource.org/license/mit" },
      },
      servers: [{ url: "/", description: "This deployment." }],
    }),
  );
  addExamples(document);
  dropUnusedExamples(document);
  return { ...document, tags: tagsOf(document), "x-error-codes": errorFacts(document) };
}

/** The generator's own types are wider than what our routes make it write. */
function asDocument(document: unknown): OpenApiDocument {
  return structuredClone(document) as OpenApiDocument;
}

function tagsOf(document: OpenApiDocument): OpenApiDocument["tags"] {
  const used = new Set(
    Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap((operation) => operation.tags),
    ),
  );
  return TAGS.filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description }));
}

function allErrorExamples() {
  return ERROR_CODES.flatMap((code) =>
    [false, true].map((money) => ({ name: exampleName(code, money), example: errorExample(code, money) })),
  );
}

function dropUnusedExamples(document: OpenApiDocument): void {
  const text = JSON.stringify(document.paths);
  for (const name of Object.keys(document.components.examples))
    if (!text.includes(`"#/components/examples/${name}"`)) delete document.components.examples[name];
}

/** The example is a money route's where one can answer the code: that one says most. */
function errorFacts(document: OpenApiDocument): OpenApiDocument["x-error-codes"] {
  return ERROR_CODES.map((code) => {
    const { value } = errorExample(code, exampleName(code, true) in document.components.examples);
    return { code, status: STATUS[code], retryable: value.error.retryable, example: value };
  });
}

/** Every body and answer gets an example: the route's, else one of its schema. */
function addExamples(document: OpenApiDocument): void {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    if (operation.requestBody) addExample(document, operation.requestBody.content, "required");
    for (const answer of Object.values(operation.responses))
      if (answer.content) addExample(document, answer.content, "full");
  }
}

function addExample(document: OpenApiDocument, content: Content, extent: Extent): void {
  const media = content["application/json"];
  if (media.example !== undefined || media.examples) return;
  const variants = media.schema.anyOf;
  if (!variants) {
    media.example = sampleOf(document, media.schema, extent);
    return;
  }
  media.examples = Object.fromEntries(
    variants.map((variant, index) => [
      variant.$ref?.split("/").at(-1) ?? `variant${index + 1}`,
      { value: sampleOf(document, variant, extent) },
    ]),
  );
}

/** Health and the document itself answer before any check, so they are no routes of the contract. */
function registerService(api: Api): void {
  const health = z.object({ status: z.enum(["ok", "unavailable"]) }).meta({ id: "Alive" });
  const answer = (description: string, schema: z.ZodType, example: unknown) => ({
    description,
    headers: { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } },
    content: { "application/json": { schema, example } },
  });
  const open = {
    method: "get" as const,
    tags: ["Service"],
    security: [],
    "x-required-scope": null,
    "x-idempotency": "safe",
  };
  api.openAPIRegistry.registerPath({
    ...open,
    path: `${BASE_PATH}/healthz`,
    operationId: "getHealthz",
    summary: "The process answers",
    description: "Also at `/healthz`.",
    responses: { 200: answer("It lives.", health, { status: "ok" }) },
  });
  api.openAPIRegistry.registerPath({
    ...open,
    path: `${BASE_PATH}/readyz`,
    operationId: "getReadyz",
    summary: "It can serve, because the database answers too",
    description: "Also at `/readyz`.",
    responses: {
      200: answer("It serves.", health, { status: "ok" }),
      503: answer("Not now.", health, { status: "unavailable" }),
    },
  });
  api.openAPIRegistry.registerPath({
    ...open,
    path: `${BASE_PATH}/openapi.json`,
    operationId: "getOpenapiJson",
    summary: "This document",
    description: "OpenAPI 3.1, generated from the schemas that validate requests.",
    responses: { 200: answer("The document.", z.looseObject({ openapi: z.string() }), { openapi: "3.1.0" }) },
  });
}
