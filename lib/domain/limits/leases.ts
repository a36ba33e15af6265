import type { Db } from "@/lib/store/db";
import { leaseUnits, type Window } from "@/lib/store/limits";

/** Where a bucket stands after a request. */
export interface Standing {
  isOver: boolean;
  remaining: number;
  resetMs: number;
}

interface Lease {
  /** Units that this process may still use. */
  left: number;
  /** Units that were used before they were leased. */
  owed: number;
  /** Units of the window that no process has leased, as last heard. */
  rest: number;
  endsAt: number;
  asking: Promise<void> | null;
}

const BLOCKS_PER_QUOTA = 8;
const SWEEP_EVERY = 1_024;

/**
 * Counts requests in blocks leased from the database, so that a request writes nothing before it is answered. While a
 * lease is on its way one block may be used on credit, but not near the limit: there a request waits for its lease.
 * So a process lets at most an eighth of the quota too much pass per window, and what it leased and did not use is
 * lost to the others until the window ends.
 */
export class Leases {
  private readonly leases = new Map<string, Lease>();

  constructor(
    private readonly db: Db,
    private readonly now: () => number,
  ) {}

  /** Takes one unit, or says that there is none. */
  async take(window: Window): Promise<Standing> {
    const block = blockOf(window);
    let lease = this.leaseOf(window);
    while (lease.left === 0 && lease.rest > 0 && !isCreditworthy(lease, block)) {
      await this.renew(window, lease);
      lease = this.leaseOf(window);
    }
    const isOver = lease.left === 0 && !isCreditworthy(lease, block);
    if (!isOver && lease.left > 0) lease.left--;
    else if (!isOver) lease.owed++;
    if (lease.left <= block / 2 && lease.rest > 0) this.renew(window, lease).catch(() => undefined);
    return this.standingOf(lease, isOver);
  }

  /** Where a bucket stands, as far as this process knows. */
  look(window: Window): Standing {
    return this.standingOf(this.leaseOf(window), false);
  }

  private standingOf(lease: Lease, isOver: boolean): Standing {
    return {
      isOver,
      remaining: isOver ? 0 : Math.max(0, lease.rest + lease.left - lease.owed),
      resetMs: Math.max(1, lease.endsAt - this.now()),
    };
  }

  private leaseOf({ bucket, quota, windowSeconds }: Window): Lease {
    const known = this.leases.get(bucket);
    if (known && known.endsAt > this.now()) return known;
    const endsAt = this.now() + windowSeconds * 1_000;
    const fresh: Lease = { left: 0, owed: 0, rest: quota, endsAt, asking: null };
    this.leases.set(bucket, fresh);
    if (this.leases.size % SWEEP_EVERY === 0) this.forgetEnded();
    return fresh;
  }

  private renew(window: Window, lease: Lease): Promise<void> {
    lease.asking ??= this.ask(window, lease).finally(() => {
      lease.asking = null;
    });
    return lease.asking;
  }

  private async ask(window: Window, lease: Lease): Promise<void> {
    const { owed } = lease;
    const { granted, rest, ms_left } = await leaseUnits(this.db, window, { owed, block: blockOf(window) });
    const paid = Math.min(lease.owed, granted);
    lease.owed -= paid;
    lease.left += granted - paid;
    lease.rest = rest;
    lease.endsAt = this.now() + ms_left;
  }

  private forgetEnded(): void {
    for (const [bucket, lease] of this.leases) if (lease.endsAt <= this.now()) this.leases.delete(bucket);
  }
}

function blockOf({ quota }: Window): number {
  return Math.max(1, Math.floor(quota / BLOCKS_PER_QUOTA));
}

function isCreditworthy(lease: Lease, block: number): boolean {
  return lease.owed < block && lease.rest > block;
}
