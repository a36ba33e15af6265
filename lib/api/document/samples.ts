import { type OpenApiDocument, resolveSchema, type Schema } from "@/lib/contract/openapi";

/** Texts that stand for a schema without an example of its own: the first that its pattern and length take. */
const TEXTS = [
  "example",
  "US",
  "12.50",
  "9",
  "203.0.113.7",
  "203.0.113.0/24",
  "https://shop.example/",
  "an-example-of-40-characters-0000000000",
  "0".repeat(64),
];
const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "2026-07-09T10:00:00.000Z",
  date: "2026-07-09",
  email: "buyer@example.com",
  uri: "https://shop.example/",
  ipv4: "203.0.113.7",
};

/** How much of an object an example shows: all of it, or what a request must have. */
export type Extent = "full" | "required";

/** A value that fits the schema: its own example where it has one, else the plainest that it takes. */
export function sampleOf(document: OpenApiDocument, schema: Schema, extent: Extent): unknown {
  const found = resolveSchema(document, schema);
  const [given] = found.examples ?? [];
  if (found.example !== undefined) return found.example;
  if (given !== undefined) return given;
  if (found.const !== undefined) return found.const;
  if (found.enum) return found.enum[0];
  const variant = found.anyOf?.[0] ?? found.oneOf?.[0];
  if (variant) return sampleOf(document, variant, extent);
  if (found.allOf) return Object.assign({}, ...found.allOf.map((part) => sampleOf(document, part, extent)));
  return sampleOfType(document, found, extent);
}

function sampleOfType(document: OpenApiDocument, schema: Schema, extent: Extent): unknown {
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return sampleObject(document, schema, extent);
    case "array":
      return schema.items ? [sampleOf(document, schema.items, extent)] : [];
    case "integer":
    case "number":
      return Math.min(Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1), schema.maximum ?? 1);
    case "boolean":
      return true;
    case "string":
      return sampleText(schema);
    default:
      return null;
  }
}

function sampleObject(document: OpenApiDocument, schema: Schema, extent: Extent): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {});
  const needed = entries.filter(([name]) => extent === "full" || schema.required?.includes(name));
  const shown = needed.length ? needed : entries.slice(0, 1);
  return Object.fromEntries(shown.map(([name, inner]) => [name, sampleOf(document, inner, extent)]));
}

function sampleText({ format, pattern, minLength = 0, maxLength = Infinity }: Schema): string {
  const known = format === undefined ? undefined : FORMATS[format];
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, "u").test(text));
  return known ?? TEXTS.find(fits) ?? "x".repeat(minLength);
}
