import { type OpenApiDocument, type Operation, resolveSchema, type Schema } from "@/lib/contract/openapi";
import { BASE_PATH } from "@/lib/contract/route";

/** One route, as a stranger reads it in the document. */
export interface DocumentedRoute {
  /** `post /proxy/static`: how tables of tests name it. */
  name: string;
  method: string;
  /** Under `BASE_PATH`, parameters in braces. */
  path: string;
  operation: Operation;
  scope: string | null;
  isMoney: boolean;
  /** Of its body; none for a route without one. */
  fields: Record<string, Schema>;
  /** A body that is right. */
  body: unknown;
}

/** What people do in the dashboard and no API key may: a leaked key must not mint another. */
export const SESSION_ONLY = [
  "delete /keys/{id}",
  "get /admin/keys",
  "get /keys",
  "post /admin/users/{id}/two-factor/reset",
  "patch /keys/{id}",
  "post /keys",
  "post /keys/{id}/rotate",
  "post /keys/{id}/signing-secret",
];

/** All routes of the document. */
export function routesOf(document: OpenApiDocument): DocumentedRoute[] {
  return Object.entries(document.paths).flatMap(([fullPath, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const path = fullPath.replace(BASE_PATH, "");
      const media = operation.requestBody?.content["application/json"];
      return {
        name: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
        scope: operation["x-required-scope"],
        isMoney: operation["x-idempotency"] === "key-required",
        fields: media ? (resolveSchema(document, media.schema).properties ?? {}) : {},
        body: media?.example,
      };
    }),
  );
}

/** Where a route takes the id of something: in its path, its query or its body. */
export interface IdPlace {
  in: "path" | "query" | "body";
  name: string;
}

/** Every place of a route that names an object. */
export function idPlacesOf(route: DocumentedRoute): IdPlace[] {
  const inUrl = (route.operation.parameters ?? []).flatMap((parameter) =>
    parameter.in === "path" || (parameter.in === "query" && isIdName(parameter.name))
      ? [{ in: parameter.in, name: parameter.name }]
      : [],
  );
  const inBody = Object.keys(route.fields).filter(isIdName);
  return [...inUrl, ...inBody.map((name) => ({ in: "body" as const, name }))];
}

function isIdName(name: string): boolean {
  return /(^|_)(ids?|tx)$/.test(name);
}
