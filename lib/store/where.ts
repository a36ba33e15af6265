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

/** No page is longer: the contract's hundred and one more. */
const LONGEST_PAGE = 101;

/**
 * The first rows of a select, as many as the parameter `limit` says. That they are few is said in the text as well: a plan
 * for an unknown number would be made for a tenth of the table, or anew each time.
 */
export function firstOf(select: string, order: string, limit: string): string {
  return `(select * from (${select} order by ${order} limit ${LONGEST_PAGE}) page order by ${order} limit ${limit})`;
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
  const inOrder = order.join(", ");
  const selects = ways.map((way) =>
    firstOf(`select ${columns} from ${table} c where ${where} and ${way}`, inOrder, limit),
  );
  return `select id from (${selects.join(" union ")}) c order by ${inOrder} limit ${limit}`;
}

const FEW_PEOPLE = 100;

/**
 * Ways to the rows of users whose e-mail is like the parameter `text`: where these are few, through the first rows of
 * each, so that one who has many is read no further than a page; where they are many, through the rows.
 */
export function waysByEmail(
  table: string,
  { where, text, limit }: { where: string; text: string; limit: string },
): string[] {
  const people = (most: number) => `(select id from users where email like ${text} limit ${most})`;
  const own = firstOf(`select c.id from ${table} c where c.user_id = u.id and ${where}`, "id desc", limit);
  return [
    `c.id = any (array(select own.id from ${people(FEW_PEOPLE)} u cross join lateral ${own} own))`,
    `exists (select 1 from users u where u.id = c.user_id and u.email like ${text})
       and (select count(*) from ${people(FEW_PEOPLE + 1)} many) > ${FEW_PEOPLE}`,
  ];
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
