/** Length of a term and of the grace after it, from the contract's rules. */
export const TERM_DAYS = 30;
export const GRACE_DAYS = 3;
/** Auto-renew charges so long before a term ends, so that nothing stops. */
const CHARGE_DAYS = 1;
/** The one scale of days: a term and its grace, from now on. Bars under one another can be compared. */
export const SCALE_DAYS = TERM_DAYS + GRACE_DAYS;

const DAY_MS = 86_400_000;

/** Days from `now` to `at`, with fraction, negative when past. */
export function daysUntil(at: string, now: Date): number {
  return (new Date(at).getTime() - now.getTime()) / DAY_MS;
}

/** When auto-renew charges for what follows a term that ends at `endsAt`, ISO. */
export function chargedAt(endsAt: string): string {
  return new Date(new Date(endsAt).getTime() - CHARGE_DAYS * DAY_MS).toISOString();
}

/** A number of days as a share of the scale, for CSS. Kept inside it. */
export function share(days: number): string {
  const part = Math.min(1, Math.max(0, days / SCALE_DAYS));
  return `${Math.round(part * 10_000) / 100}%`;
}
