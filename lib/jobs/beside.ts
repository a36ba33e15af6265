import { log } from "@/lib/log";

/** Work that goes on beside the sweeps. */
export interface Beside {
  /** Begins it unless it is under way, or failed a moment ago. */
  look(): void;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * What takes too long to be among the sweeps, or must not wait for them. `work` hears by the signal that it should end; a
 * failure is logged, and nothing begins for `pauseMs`.
 */
export function beside(
  name: string,
  pauseMs: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): Beside {
  const ending = new AbortController();
  let working: Promise<unknown> | null = null;
  let pausedUntil = 0;
  return {
    look() {
      if (working || ending.signal.aborted || Date.now() < pausedUntil) return;
      working = work(ending.signal)
        .catch((error: unknown) => {
          pausedUntil = Date.now() + pauseMs;
          if (!ending.signal.aborted) log("warn", "jobs.beside_failed", { work: name, error });
        })
        .finally(() => {
          working = null;
        });
    },
    async stop() {
      ending.abort();
      await working;
    },
  };
}
