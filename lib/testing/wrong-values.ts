import { readdirSync } from "node:fs";
import { z } from "zod";
import type { RouteDefinition } from "@/lib/contract/route";

/** Stands for a secret in a wrong field: no answer may repeat it. */
export const CANARY = "s3cret-c4nary";

/** The parts of every route of the contract that are read from a request. */
export async function partsOfRoutes(): Promise<{ name: string; schema: z.ZodType }[]> {
  const folder = new URL("../contract/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const modules: object[] = await Promise.all(files.map((file) => import(`${folder.pathname}${file}`)));
  return modules
    .flatMap((exports) => Object.values(exports).filter(isRoute))
    .flatMap((route) =>
      [route.params, route.query, route.body].flatMap((schema) =>
        schema ? [{ name: `${route.method} ${route.path}`, schema }] : [],
      ),
    );
}

function isRoute(value: unknown): value is RouteDefinition {
  return (
    typeof value === "object" && value !== null && "method" in value && "path" in value && "answers" in value
  );
}

const WRONG = [
  undefined,
  null,
  true,
  1.5,
  -1,
  0,
  1e15,
  2 ** 60,
  Number.NaN,
  "",
  "x",
  CANARY,
  CANARY.repeat(1000),
];

/** Values that are wrong as a whole, and right ones around one that is wrong, three levels deep. */
export function wrongValues(schema: unknown, depth: number): unknown[] {
  if (depth > 3) return [];
  const whole = [...WRONG, [], Array(600).fill(CANARY), {}, { [CANARY]: CANARY }];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return wrongValues(schema.unwrap(), depth);
  if (schema instanceof z.ZodArray)
    return [...whole, ...wrongValues(schema.element, depth + 1).map((one) => [one])];
  if (!(schema instanceof z.ZodObject)) return whole;
  const inner = Object.entries(schema.shape).flatMap(([name, field]) =>
    wrongValues(field, depth + 1).map((value) => ({ [name]: value })),
  );
  return [null, 5, CANARY, [], {}, ...inner];
}
