/** Length of a term and of the grace after it, from the contract's rules. */
export const TERM_DAYS = 30;
export const GRACE_DAYS = 3;
/** The one scale of days: a term and its grace, from now on. Bars under one another can be compared. */
export const SCALE_DAYS = TERM_DAYS + GRACE_DAYS;

const DAY_MS = 86_400_000;

/** Days from `now` to `at`, with fraction, negative when past. */
export function daysUntil(at: string, now: Date): number {
  return (new Date(at).getTime() - now.getTime()) / DAY_MS;
}

/** A number of days as a share of the scale, for CSS. Kept inside it. */
export function share(days: number): string {
  const part = Math.min(1, Math.max(0, days / SCALE_DAYS));
  return `${Math.round(part * 10_000) / 100}%`;
}
