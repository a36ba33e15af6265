import type { Value } from "./db";

/**
 * Puts together the conditions that have a value; `?` stands for it. Each mix of filters is a statement of its own,
 * so that each can use its own index, which one statement with `$1 is null or …` can't.
 */
export function whereOf(conditions: Readonly<Record<string, Value>>): { sql: string; values: Value[] } {
  const used = Object.entries(conditions).filter(([, value]) => value !== null);
  return {
    sql: used.map(([condition], n) => condition.replaceAll("?", `$${n + 1}`)).join(" and ") || "true",
    values: used.map(([, value]) => value),
  };
}
