import { badRequest } from "@/lib/errors";

const MAX_DEPTH = 32;

/**
 * Reads a JSON body. Throws `bad_request` for what is not UTF-8 or not JSON, nested deeper than 32, has a key twice in
 * one object, or has a NUL or half a surrogate pair in a text: another reader could understand it differently.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  // First of all, because in what is not JSON the search for tokens can take seconds.
  const value = parse(text);
  requireDepth(text);
  requireCleanTexts(value);
  requireSingleKeys(text);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("", "not_utf8", "The body is not UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("", "not_json", "The body is not JSON.");
  }
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

function requireDepth(text: string): void {
  let depth = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth > MAX_DEPTH) throw badRequest("", "too_deep", `Nested deeper than ${MAX_DEPTH} levels.`);
  }
}

/** In JSON known to be well formed, a text followed by a colon is a key of the innermost object. */
function requireSingleKeys(text: string): void {
  const open: Set<string>[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") addKey(open.at(-1), JSON.parse(last));
    last = token;
  }
}

function addKey(keys: Set<string> | undefined, key: string): void {
  if (keys?.has(key)) throw badRequest(key, "duplicate_key", "This field is there twice.");
  keys?.add(key);
}

function requireCleanTexts(value: unknown): void {
  if (typeof value === "string" && (value.includes("\0") || /\p{Surrogate}/u.test(value))) {
    throw badRequest("", "unclean_text", "A text has a NUL or half a surrogate pair.");
  }
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      requireCleanTexts(key);
      requireCleanTexts(inner);
    }
  }
}
