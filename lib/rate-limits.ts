/** Requests that one principal (or address) may make, by bucket. The numbers are the contract's. */
export const DEFAULT_LIMITS = {
  /** Reads, and writes that have no bucket of their own. */
  reads: 120,
  quotes: 240,
  /** Money routes, counted exactly. */
  money: 30,
  /** Money requests at the same time. */
  inflight: 4,
  /** An operator's reads and writes. */
  operator: 300,
  /** Reads of credentials, per hour, counted exactly. */
  credentials: 60,
  /** Tries of proxies, each up to 20 addresses, counted exactly; of programs and pages alike. */
  checks: 30,
  /** Requests without a good key, per address. */
  addresses: 30,
  /** What the dashboard asks for its pages, per signed-in user. */
  pages: 1_200,
  /** Money that moves from the dashboard, counted exactly. */
  checkout: 60,
};

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/** Buckets that are not per minute. */
const WINDOWS: Partial<Record<LimitName, number>> = { credentials: 3_600 };
const MINUTE = 60;
const MAX_LIMIT = 1_000_000_000;

/** How long a bucket's window is. */
export function windowSecondsOf(name: LimitName): number {
  return WINDOWS[name] ?? MINUTE;
}

/** The default limits, with some replaced. */
export function limitsWith(changes: Partial<Limits>): Limits {
  return { ...DEFAULT_LIMITS, ...changes };
}

/** Reads `reads=500,money=60`. What is wrong with it is added to `problems`. */
export function parseLimits(text: string, problems: string[]): Limits {
  const limits = { ...DEFAULT_LIMITS };
  for (const part of text.split(",").filter((piece) => piece.trim())) {
    const [, name = "", digits = ""] = /^\s*([a-z]+)=(\d{1,10})\s*$/.exec(part) ?? [];
    const limit = Number(digits);
    if (!name) problems.push("RATE_LIMITS must look like reads=500,money=60.");
    else if (!isLimitName(name))
      problems.push(`RATE_LIMITS knows ${Object.keys(DEFAULT_LIMITS).join(", ")}; not ${name}.`);
    else if (limit < 1 || limit > MAX_LIMIT)
      problems.push(`RATE_LIMITS: ${name} must be from 1 to ${MAX_LIMIT}.`);
    else limits[name] = limit;
  }
  return limits;
}

function isLimitName(text: string): text is LimitName {
  return Object.hasOwn(DEFAULT_LIMITS, text);
}
