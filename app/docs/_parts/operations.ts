import {
  exampleUrl,
  type OpenApiDocument,
  type Operation,
  resolveSchema,
  type Schema,
} from "@/lib/contract/openapi";
import { BASE_PATH } from "@/lib/contract/route";

/** An operation with its place; `path` is under the base path. */
export interface PlacedOperation {
  method: string;
  path: string;
  operation: Operation;
}

/** Every operation of a document, in its order. */
export function listOperations(document: OpenApiDocument): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path: path.replace(BASE_PATH, ""),
      operation,
    })),
  );
}

/** A tag as part of an address: `buy-and-renew`. */
export function slugOf(tag: string): string {
  return tag.toLowerCase().replaceAll(" ", "-");
}

/** Where an operation is described. */
export function hrefOf({ operation }: PlacedOperation): string {
  return `/docs/reference/${slugOf(operation.tags[0] ?? "")}#${operation.operationId}`;
}

/** One field of a body or answer, objects flattened to `principal.role` and `items[].id`. */
export interface Field {
  name: string;
  type: string;
  isRequired: boolean;
  description: string;
}

const DEEPEST = 4;

/** The fields behind a schema, in order. Of a union every variant's, each name once. */
export function fieldsOf(document: OpenApiDocument, schema: Schema, prefix = "", depth = 0): Field[] {
  const found = resolveSchema(document, schema);
  if (depth > DEEPEST) return [];
  const variants = found.anyOf ?? found.oneOf;
  if (variants) {
    const all = variants.flatMap((variant) => fieldsOf(document, variant, prefix, depth + 1));
    return all.filter((field, index) => all.findIndex((other) => other.name === field.name) === index);
  }
  if (found.items) return fieldsOf(document, found.items, `${prefix}[]`, depth + 1);
  return Object.entries(found.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    const isRequired = found.required?.includes(key) === true;
    const description = resolveSchema(document, inner).description ?? "";
    const field = { name, type: typeWords(document, inner), isRequired, description };
    return [field, ...fieldsOf(document, inner, name, depth + 1)];
  });
}

/** A schema's type for people: `integer 1–500`, `"isp" | "datacenter"`, `string | null`. */
export function typeWords(document: OpenApiDocument, schema: Schema): string {
  const found = resolveSchema(document, schema);
  if (found.enum) return found.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (found.const !== undefined) return JSON.stringify(found.const);
  const variants = found.anyOf ?? found.oneOf;
  if (variants) return [...new Set(variants.map((variant) => typeWords(document, variant)))].join(" | ");
  const type = Array.isArray(found.type) ? found.type.join(" | ") : (found.type ?? "any");
  return [type, rangeOf(found)].filter(Boolean).join(" ");
}

function rangeOf(schema: Schema): string {
  if (schema.format === "date-time") return "(ISO 8601)";
  const [low, high] = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength];
  if (high === undefined || high >= Number.MAX_SAFE_INTEGER) return "";
  const isText = schema.maxLength !== undefined;
  return `${low ?? 0}–${high}${isText ? " chars" : ""}`;
}

/** A call of the operation that can be pasted; takes the key from `KEY`. */
export function curlOf({ method, path, operation }: PlacedOperation, origin: string): string {
  const verb = method === "get" ? "" : `-X ${method.toUpperCase()} `;
  const body = operation.requestBody?.content["application/json"].example;
  const lines = [
    `curl ${verb}"${origin}${BASE_PATH}${exampleUrl(path, operation)}"`,
    ...(operation["x-required-scope"] ? [`-H "Authorization: Bearer $KEY"`] : []),
    ...(operation["x-idempotency"] === "key-required"
      ? [`-H "Idempotency-Key: ${operation.operationId}-0001"`]
      : []),
    ...(body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(" \\\n  ");
}
