import type { SendOptions } from "./business";
import type { DocumentedRoute } from "./routes";

/** Whole numbers from 0 to `below` − 1; the same seed draws the same ones. */
export type Draw = (below: number) => number;

export function createDraw(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One of several. */
export function drawOne<T>(draw: Draw, items: readonly T[]): T {
  const item = items[draw(items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}

/** Texts that other programs have choked on: SQL, markup, control characters, unusual letters, sizes. */
export const TEXTS = [
  "",
  " ",
  "0",
  "-1",
  "1.5",
  "1e309",
  "NaN",
  "9".repeat(30),
  "'",
  "' or '1'='1",
  "'; select pg_sleep(10); --",
  "1; select pg_sleep(10)",
  "1 or pg_sleep(10) is null",
  "x' || (select pg_sleep(10)) || 'x",
  "%' and 1 = cast((select version()) as int) --",
  '"; drop table postings; --',
  "$1",
  "%",
  "_",
  "\\",
  "/* */",
  "../../../etc/passwd",
  "<script>alert(1)</script>",
  `"'><img src=x onerror=alert(1)>`,
  `\${7*7}{{7*7}}`,
  "\u202eabc",
  "a\u0301\u0301\u0301",
  "İıſß",
  "𝒳😀",
  "\ufeff",
  "\u007f\u0085\u2028",
  "line\r\nX-Evil: yes",
  "__proto__",
  "constructor",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "2026-02-30T00:00:00Z",
  "-99999.99",
  "99999.99",
  "1000.00",
  "0.01",
  "12.5",
  "x".repeat(300),
  "x".repeat(5000),
] as const;

const DEPTH = 10_000;
/** JSON as it is on the wire: some of it no serializer would write. */
const JSON_VALUES = [
  "1e309",
  "-1e309",
  "-0",
  "1.5",
  "501",
  "0",
  "-1",
  "1e-7",
  "9007199254740993",
  "123456789012345678901234567890",
  "true",
  "null",
  "[]",
  "{}",
  "[null]",
  "[1,1]",
  '{"toString":1}',
  '{"__proto__":{"is_banned":true}}',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udc00x"',
  `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`,
  ...TEXTS.map((text) => JSON.stringify(text)),
];

/** Whole bodies that are no object, or none that a field could tell. */
const BODIES = [
  "",
  " ",
  "null",
  "5",
  '"text"',
  "[]",
  "{",
  "{}}",
  "{'single':1}",
  '{"a":1,}',
  "\ufeff{}",
  "\0",
  "NaN",
  `{"a":${"[".repeat(DEPTH)}`,
  `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`,
  `{"__proto__":{"role":"operator"}}`,
  `{"constructor":{"prototype":{"role":"operator"}}}`,
  JSON.stringify({ label: "x".repeat(70_000) }),
];

const HEADERS: Record<string, string>[] = [
  { "Content-Type": "text/plain" },
  { "Content-Type": "application/xml" },
  { "Content-Type": "application/json; charset=utf-16" },
  { "Content-Type": "multipart/form-data; boundary=x" },
  { "Content-Type": "" },
  { "Content-Encoding": "gzip" },
  { "Content-Length": "-1" },
  { "Idempotency-Key": "short" },
  { "Idempotency-Key": "x".repeat(201) },
  { "Idempotency-Key": "'; select pg_sleep(10); --" },
  { "X-Signature": "t=1,v1=00" },
  { "X-Signature": "t=99999999999999999999,v1=zz,v1=" },
  { Authorization: "Basic eDp5" },
  { Authorization: "Bearer " },
  { Authorization: "Bearer ' or '1'='1" },
  { Authorization: `Bearer pdk_${"0".repeat(38)}` },
  { "X-Forwarded-For": "' or 1=1, 999.1.1.1" },
];

const COLUMNS = ["id", "role", "balance", "is_banned", "price", "state", "__proto__", "a.b", ""];

/** One request to a route, right in most things and wrong in some. */
export interface Wish {
  path: string;
  options: SendOptions & { body?: string };
}

/** Draws a request. Ids are small, so that many of them hit something. */
export function drawRequest(draw: Draw, route: DocumentedRoute, key: string, n: number): Wish {
  const headers = draw(8) === 0 ? drawOne(draw, HEADERS) : {};
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => drawPart(draw, String(name)));
  const query = drawQuery(draw, route);
  return {
    path: `${path}${query && `?${query}`}`,
    options: {
      key,
      headers,
      ...(draw(20) ? { idempotencyKey: `fuzz-${draw(15) ? n : 0}-abcdef` } : {}),
      ...(route.method === "GET" || (route.body === undefined && draw(4))
        ? {}
        : { body: drawBody(draw, route) }),
    },
  };
}

function drawPart(draw: Draw, name: string): string {
  if (name === "provider" && draw(5)) return "sandbox";
  if (name === "category" && draw(5)) return drawOne(draw, ["isp", "datacenter", "residential", "mobile"]);
  if (draw(4)) return String(1 + draw(80));
  const raw = ["%00", "%ff", "%E0%A4%A", "..%2f..", "%2e%2e", "1%0d%0a", "1;2"];
  return draw(3) ? encodeURIComponent(drawOne(draw, TEXTS)) || "%20" : drawOne(draw, raw);
}

function drawQuery(draw: Draw, route: DocumentedRoute): string {
  const names = (route.operation.parameters ?? [])
    .filter((parameter) => parameter.in === "query")
    .filter(() => draw(3) === 0);
  const pairs = names.map(({ name, schema }) => {
    const sample = schema.enum?.length ? drawOne(draw, schema.enum) : (schema.example ?? 1 + draw(80));
    return [name, draw(2) ? String(sample) : drawOne(draw, TEXTS)];
  });
  if (draw(15) === 0) pairs.push([drawOne(draw, COLUMNS), "1"]);
  if (draw(25) === 0 && pairs[0]) pairs.push(pairs[0]);
  if (draw(40) === 0) pairs.push(["limit", "\0"]);
  return new URLSearchParams(pairs).toString();
}

function drawBody(draw: Draw, route: DocumentedRoute): string {
  if (draw(8) === 0) return drawOne(draw, BODIES);
  const entries = Object.entries(Object(route.body)).map(([name, value]) => [name, JSON.stringify(value)]);
  for (const name of Object.keys(route.fields))
    if (/^(user_|subscription_)?id$/.test(name)) entries.push([name, String(1 + draw(20))]);
  const unique = [...new Map(entries.map(([name, json]) => [name, json]))];
  for (let changes = draw(3); changes > 0; changes--) {
    const names = [...Object.keys(route.fields), drawOne(draw, COLUMNS)];
    const name = drawOne(draw, names);
    const at = unique.findIndex(([known]) => known === name);
    const value = drawOne(draw, JSON_VALUES);
    if (at >= 0 && draw(8) === 0) unique.splice(at, 1);
    else if (at >= 0 && draw(8)) unique[at] = [name, value];
    else unique.push([name, value]);
  }
  return `{${unique.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(",")}}`;
}
