import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import type { OpenApiDocument, Operation, Schema } from "@/lib/contract/openapi";
import { BASE_PATH } from "@/lib/contract/route";

/** An answer as the document sees it. */
export interface Answered {
  method: string;
  /** Under `BASE_PATH`, query and all. */
  path: string;
  status: number;
  headers: Headers;
  body: unknown;
}

/**
 * Tells what is wrong with an answer by the document; empty when it fits. Objects count as closed here, so a field that
 * the document doesn't name is a mistake too: that is how secrets leak.
 */
export function checkFit(document: OpenApiDocument): (answer: Answered) => string[] {
  const validator = documentValidator(document);
  return (answer) => {
    const operation = findOperation(document, answer);
    const place = `${answer.method} ${answer.path} ${answer.status}`;
    if (!answer.headers.get("X-Request-Id")) return [`${place}: no X-Request-Id`];
    if (!operation) {
      if (answer.status < 400) return [`${place}: not in the document`];
      return validator({ $ref: "#/components/schemas/Error" })(answer.body).map(
        (text) => `${place}: ${text}`,
      );
    }
    const described = operation.responses[answer.status];
    if (!described) return [`${place}: this status is not in the document; see RouteDefinition.errors`];
    const schema = described.content?.["application/json"].schema;
    return schema ? validator(schema)(answer.body).map((text) => `${place}: ${text}`) : [];
  };
}

/** Makes a check of values out of a schema of the document. */
export function documentValidator(
  document: OpenApiDocument,
): (schema: Schema) => (value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  const components = close(document.components);
  const compiled = new Map<Schema, ValidateFunction>();
  return (schema) => (value) => {
    const validate = compiled.get(schema) ?? ajv.compile({ ...close(schema), components });
    compiled.set(schema, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  };
}

/** A copy in which every object with named properties takes no others. */
function close<T>(schema: T): T {
  return JSON.parse(
    JSON.stringify(schema, (_, value) =>
      value?.type && value.properties && value.additionalProperties === undefined
        ? { ...value, additionalProperties: false }
        : value,
    ),
  );
}

function findOperation(document: OpenApiDocument, answer: Answered): Operation | undefined {
  const path = BASE_PATH + (answer.path.split("?")[0] ?? "");
  const fixedFirst = Object.keys(document.paths).sort((a, b) => a.split("{").length - b.split("{").length);
  const template = fixedFirst.find((candidate) =>
    new RegExp(`^${candidate.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  return template === undefined ? undefined : document.paths[template]?.[answer.method.toLowerCase()];
}
