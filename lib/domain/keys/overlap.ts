const HOUR_MS = 3_600_000;

/** How long what was replaced is still good; the contract's four. */
export type Overlap = "now" | "1h" | "24h" | "7d";

const LENGTH_MS: Record<Overlap, number> = {
  now: 0,
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 168 * HOUR_MS,
};

/** When an overlap ends that begins at `now`. */
export function overlapEnd(overlap: Overlap, now: Date): Date {
  return new Date(now.getTime() + LENGTH_MS[overlap]);
}
