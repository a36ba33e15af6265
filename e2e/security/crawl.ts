import { type RawAnswer, raw } from "./raw";

export interface Visited {
  path: string;
  answer: RawAnswer;
}

const MOST = 300;
const LINK = /<a\b[^>]*?\bhref="([^"#]*)/g;
const SCRIPT = /<script\b[^>]*?\bsrc="([^"]+)"/g;

/**
 * Every page that links lead to from the starts, as HTML and as the payload that a click loads; and every script.
 * What does not match `wanted` is left out.
 */
export async function crawl(
  origin: string,
  cookie: string,
  starts: readonly string[],
  wanted = /^/,
): Promise<Visited[]> {
  const visited: Visited[] = [];
  const waiting = [...starts];
  const seen = new Set(waiting);
  const add = (href: string) => {
    const url = new URL(href.replaceAll("&amp;", "&"), origin);
    const path = url.pathname + url.search;
    if (url.origin !== origin || !wanted.test(path) || seen.has(path) || seen.size >= MOST) return;
    seen.add(path);
    waiting.push(path);
  };
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await raw(origin + path, { headers: { cookie } });
    visited.push({ path, answer });
    if (answer.headers.location) add(answer.headers.location);
    else if (isHtml(answer)) visited.push(await payloadOf(path, { origin, cookie, status: answer.status }));
    if (!isHtml(answer)) continue;
    for (const pattern of [LINK, SCRIPT])
      for (const [, href = ""] of answer.text.matchAll(pattern)) add(href);
  }
  return visited;
}

const isHtml = ({ headers }: RawAnswer) => String(headers["content-type"]).startsWith("text/html");

/** What a click loads of a page. Next sends whoever asks without `_rsc` elsewhere. */
async function payloadOf(
  path: string,
  { origin, cookie, status }: { origin: string; cookie: string; status: number },
): Promise<Visited> {
  const url = `${origin}${path}${path.includes("?") ? "&" : "?"}_rsc`;
  const answer = await raw(url, { headers: { cookie, RSC: "1" } });
  const isPayload = String(answer.headers["content-type"]).startsWith("text/x-component");
  if (answer.status !== status || !isPayload) throw new Error(`No payload, but ${answer.status} at ${url}.`);
  return { path: `${path} (payload)`, answer };
}

/** A secret as it is, and in the ways that it could be hidden by accident. */
export function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 depends on where a text begins; what no neighbour changes is searched for.
  const shifted = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .slice(lead ? 4 : 0, -4),
  );
  return [
    secret,
    encodeURIComponent(secret),
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    [...secret].reverse().join(""),
    JSON.stringify(secret).slice(1, -1),
    ...shifted.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]),
  ];
}

/** Which secrets a text gives away, by name. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => disguises(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}
