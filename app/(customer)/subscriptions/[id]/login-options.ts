/** What a login of the rotating endpoint asks for. */
export interface LoginOptions {
  /** ISO code; empty: any country. */
  country: string;
  /** Name of the sticky session; `null`: a fresh exit for each connection. */
  session: string | null;
  minutes: number;
}

export const MOST_MINUTES = 1_440;
export const USUAL_MINUTES = 10;

/** `login[-country-us][-session-abc][-ttl-10]`. */
export function withOptions(login: string, { country, session, minutes }: LoginOptions): string {
  const where = country ? `-country-${country.toLowerCase()}` : "";
  return `${login}${where}${session === null ? "" : `-session-${session}-ttl-${minutes}`}`;
}

/** A name for a sticky session that nobody else's connections share. */
export function newSession(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
}
