/** The parts of an OpenAPI 3.1 document that the API writes and the docs read. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; examples: Record<string, Example> };
  "x-error-codes": ErrorFact[];
}

/** One method of one path. */
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  "x-required-scope": string | null;
  "x-idempotency": IdempotencyClass;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Answer>;
}

/**
 * What a repeat of a request does: `safe` changes nothing at all, `idempotent` ends where the first one did,
 * `key-required` is one act per Idempotency-Key, `key-optional` too where one is sent, `not-idempotent` acts again.
 */
export type IdempotencyClass = "safe" | "idempotent" | "key-required" | "key-optional" | "not-idempotent";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Answer {
  description: string;
  headers?: Record<string, unknown>;
  content?: Content;
}

/** Bodies of one kind: JSON, everywhere in this API. */
export interface Content {
  "application/json": { schema: Schema; example?: unknown; examples?: Record<string, Example | Reference> };
}

interface Reference {
  $ref: string;
}

interface Example {
  summary?: string;
  value: unknown;
}

/** A JSON Schema as far as our own schemas use it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  example?: unknown;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** One row of the table of error codes. */
export interface ErrorFact {
  code: string;
  status: number;
  retryable: boolean;
  /** An answer with it. */
  example: unknown;
}

/** The schema behind a reference of a document, or the schema itself. */
export function resolveSchema(document: OpenApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : resolveSchema(document, document.components.schemas[name] ?? {});
}

/** A path with its parameters filled in from their examples, the required ones of the query behind it. */
export function exampleUrl(path: string, operation: Operation): string {
  const parameters = operation.parameters ?? [];
  const sample = ({ schema }: Parameter) => String(schema.example ?? schema.enum?.[0] ?? "9");
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = parameters.find((candidate) => candidate.in === "path" && candidate.name === name);
    return parameter ? sample(parameter) : "9";
  });
  const query = new URLSearchParams(
    parameters
      .filter((parameter) => parameter.in === "query" && parameter.required)
      .map((parameter) => [parameter.name, sample(parameter)]),
  );
  return query.size ? `${filled}?${query}` : filled;
}
