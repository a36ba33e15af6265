/** A page's search parameters, as Next hands them over. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What a filter takes: one of these words, or a text of this form. */
export type FilterRule = readonly string[] | RegExp;

/** What an opaque page cursor of a list looks like. */
export const CURSOR = /^[A-Za-z0-9_-]{1,64}$/;

/** A text to search for, as people type it. */
export const SEARCH_TEXT = /^.{1,100}$/u;

/** The filters that stand in a URL; what is not usable there counts as absent. */
export function readFilters<K extends string>(
  params: SearchParams,
  rules: Readonly<Record<K, FilterRule>>,
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const name in rules) {
    const value = params[name];
    const text = typeof value === "string" ? value.trim() : "";
    if (text && fits(rules[name], text)) found[name] = text;
  }
  return found;
}

/** A page's search parameters as a query; what is there twice counts as absent. */
export function queryOf(params: SearchParams): URLSearchParams {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return new URLSearchParams(pairs);
}

/** A list's address with these filters; empty ones are left out. */
export function listHref(path: string, filters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  return query.size ? `${path}?${query}` : path;
}

function fits(rule: FilterRule, text: string): boolean {
  return rule instanceof RegExp ? rule.test(text) : rule.includes(text);
}
