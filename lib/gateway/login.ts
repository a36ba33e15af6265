/** What a login of the rotating endpoint asks for beside who it is. */
export interface ExitWish {
  /** ISO code in capitals; `null`: any. */
  country: string | null;
  /** Connections with the same sticky session leave through the same exit; `null`: a fresh one each. */
  session: string | null;
  ttlMinutes: number;
}

export type EndpointLogin = { login: string; wish: ExitWish } | { reason: LoginProblem };
export type LoginProblem = "unknown_option" | "bad_country" | "bad_session" | "bad_ttl" | "repeated_option";

const DEFAULT_TTL_MINUTES = 10;
const MOST_TTL_MINUTES = 1_440;

type Reader = (value: string) => Partial<ExitWish> | LoginProblem;
const OPTIONS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["country", (value) => (/^[a-z]{2}$/i.test(value) ? { country: value.toUpperCase() } : "bad_country")],
  ["session", (value) => (/^[A-Za-z0-9_]{1,64}$/.test(value) ? { session: value } : "bad_session")],
  ["ttl", readTtl],
]);

function readTtl(value: string): Partial<ExitWish> | LoginProblem {
  const minutes = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return minutes >= 1 && minutes <= MOST_TTL_MINUTES ? { ttlMinutes: minutes } : "bad_ttl";
}

/** Reads `login[-country-us][-session-abc123][-ttl-10]`, options in any order, each at most once. */
export function readEndpointLogin(text: string): EndpointLogin {
  const [login = "", ...words] = text.split("-");
  const wish: ExitWish = { country: null, session: null, ttlMinutes: DEFAULT_TTL_MINUTES };
  const seen = new Set<string>();
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i]?.toLowerCase() ?? "";
    const read = OPTIONS.get(name);
    if (!read) return { reason: "unknown_option" };
    if (seen.has(name)) return { reason: "repeated_option" };
    seen.add(name);
    const part = read(words[i + 1] ?? "");
    if (typeof part === "string") return { reason: part };
    Object.assign(wish, part);
  }
  return { login, wish };
}
