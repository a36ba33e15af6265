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

/**
 * A statement that finds the first ids of a table (`c` in all conditions), newest first or in another order, under
 * conditions that every way shares. Each way reads an index of its own and no more than `limit` rows, which one condition
 * with `or` can't. `limit` is the parameter that says how many.
 */
export function firstIds(
  table: string,
  {
    where,
    ways,
    limit,
    order = ["id desc"],
  }: { where: string; ways: string[]; limit: string; order?: string[] },
): string {
  const columns = order.map((column) => `c.${column.split(" ")[0]}`).join(", ");
  const inOrder = order.map((column) => `c.${column}`).join(", ");
  const selects = ways.map(
    (way) =>
      `(select ${columns} from ${table} c where ${where} and ${way} order by ${inOrder} limit ${limit})`,
  );
  return `select c.id from (${selects.join(" union ")}) c order by ${inOrder} limit ${limit}`;
}

/** A text to look for: as an id where it can be one, and as part of a text, its wildcards taken literally. */
export function searchTerms(q: string): { number: number | null; pattern: string; beginning: string } {
  const literal = q.replace(/[\\%_]/g, "\\$&");
  const lower = literal.toLowerCase();
  return {
    number: /^[1-9]\d{0,14}$/.test(q) ? Number(q) : null,
    // Fewer than three letters have no trigram; they find beginnings.
    pattern: q.length < 3 ? `${lower}%` : `%${lower}%`,
    beginning: `${literal}%`,
  };
}

const OCTETS = Array.from({ length: 256 }, (_, n) => String(n));
const INCOMPLETE_V4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})(?:\.(\d{0,2}))?$/;

/** The IPs that a text may stand for: itself, and all that begin with it when it has the first three numbers of one. */
export function addressesMeant(q: string): string[] {
  const [, network, last = ""] = INCOMPLETE_V4.exec(q) ?? [];
  if (network) return OCTETS.filter((octet) => octet.startsWith(last)).map((octet) => `${network}.${octet}`);
  return /^[\da-f:.]{3,45}$/i.test(q) && /[.:]/.test(q) ? [q] : [];
}
