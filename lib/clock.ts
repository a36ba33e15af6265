/** The business's time. Everything that the business argues about asks it, never the machine's clock. */
export interface Clock {
  now(): Date;
  /** Calls back whenever the time jumps; answers how to stop that. */
  onJump(listener: () => void): () => void;
}

export const DAY_MS = 86_400_000;

/** The machine's clock, moved by an offset that the sandbox can change. */
export class OffsetClock implements Clock {
  #offsetMs = 0;
  readonly #listeners = new Set<() => void>();

  get offsetMs(): number {
    return this.#offsetMs;
  }

  set offsetMs(offsetMs: number) {
    if (offsetMs === this.#offsetMs) return;
    this.#offsetMs = offsetMs;
    for (const listener of this.#listeners) listener();
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  onJump(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

declare global {
  var proxydeckClock: Clock | undefined;
}

/** Makes this clock the one that pages tell the time by. */
export function shareClock(clock: Clock): void {
  globalThis.proxydeckClock = clock;
}

/** The business's time in this process, for showing; the machine's before there is a business. */
export function businessTime(): Date {
  return globalThis.proxydeckClock?.now() ?? new Date();
}

/** The machine's time, ISO: keys, sessions and mails live by it, wherever the business's clock stands. */
export function machineTime(): string {
  return new Date().toISOString();
}

/** `days` × 24 hours after `start`. */
export function addDays(start: Date, days: number): Date {
  return new Date(start.getTime() + days * DAY_MS);
}
