import { type LimitName, type Limits, windowSecondsOf } from "@/lib/rate-limits";
import type { Db } from "@/lib/store/db";
import { countUnit, deleteEndedLimits, enterFlight, leaveFlight } from "@/lib/store/limits";
import { Leases, type Standing } from "./leases";

/** One bucket after a request: its limit, and what is left of it. */
export interface Count {
  name: LimitName;
  quota: number;
  windowSeconds: number;
  remaining: number;
  resetSeconds: number;
  isOver: boolean;
  /** Requests at the same time, where they are limited. */
  flight: { quota: number; remaining: number; isOver: boolean } | null;
}

/** Counts requests against the limits, for all processes together. Machine time. */
export interface Limiter {
  /** Counts in leased blocks: writes nothing before it answers, and may let an eighth too much pass. */
  countLoosely(name: LimitName, who: string): Promise<Count>;
  /** Counts in the database, one by one. */
  countExactly(name: LimitName, who: string): Promise<Count>;
  /** Counts exactly, and takes a place among those in flight; give it back with `leave` unless it is over. */
  enter(name: LimitName, who: string, requestId: string): Promise<Count>;
  leave(requestId: string): Promise<void>;
  /** Counts nothing; answers what this process knows. */
  look(name: LimitName, who: string): Count;
}

/** A place in flight is free again after this time, so that a killed process gives it back. */
const FLIGHT_SECONDS = 40;
const FORGET_EVERY_MS = 600_000;

/** Makes the limiter of a process. `now` is a clock in milliseconds. */
export function createLimiter(db: Db, limits: Limits, now: () => number = Date.now): Limiter {
  const leases = new Leases(db, now);
  let forgetAt = now() + FORGET_EVERY_MS;
  const windowOf = (name: LimitName, who: string) => {
    if (now() >= forgetAt) {
      forgetAt = now() + FORGET_EVERY_MS;
      deleteEndedLimits(db).catch(() => undefined);
    }
    return { bucket: `${name}:${who}`, quota: limits[name], windowSeconds: windowSecondsOf(name) };
  };
  const countOf = (name: LimitName, standing: Standing): Count => ({
    name,
    quota: limits[name],
    windowSeconds: windowSecondsOf(name),
    remaining: standing.remaining,
    resetSeconds: Math.ceil(standing.resetMs / 1_000),
    isOver: standing.isOver,
    flight: null,
  });
  const exactly = ({ used, ms_left }: { used: number; ms_left: number }, quota: number): Standing => ({
    isOver: used > quota,
    remaining: Math.max(0, quota - used),
    resetMs: ms_left,
  });
  return {
    countLoosely: async (name, who) => countOf(name, await leases.take(windowOf(name, who))),
    async countExactly(name, who) {
      return countOf(name, exactly(await countUnit(db, windowOf(name, who)), limits[name]));
    },
    async enter(name, who, requestId) {
      const most = limits.inflight;
      const flight = { requestId, most, leaseSeconds: FLIGHT_SECONDS };
      const row = await enterFlight(db, windowOf(name, who), flight);
      const remaining = Math.max(0, most - row.flying);
      return {
        ...countOf(name, exactly(row, limits[name])),
        flight: { quota: most, remaining, isOver: row.used <= limits[name] && !row.entered },
      };
    },
    async leave(requestId) {
      await leaveFlight(db, requestId);
    },
    look: (name, who) => countOf(name, leases.look(windowOf(name, who))),
  };
}
