/** The business's time. Everything that the business argues about asks it, never the machine's clock. */
export interface Clock {
  now(): Date;
}

export const DAY_MS = 86_400_000;

/** The machine's clock, moved by an offset that the sandbox can change. */
export class OffsetClock implements Clock {
  offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

/** `days` × 24 hours after `start`. */
export function addDays(start: Date, days: number): Date {
  return new Date(start.getTime() + days * DAY_MS);
}
