import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Exit, Quota } from "./access-feed";
import type { ExitWish } from "./login";

/** Where connections of the rotating endpoint leave. */
export interface Exits {
  /** The whole list anew. */
  replace(list: readonly Exit[]): void;
  /** The IP for one connection; `null` when no exit fits. A sticky session keeps its exit while that is there. */
  pick(subscriptionId: number, quota: Quota, wish: ExitWish): string | null;
  /** Leaves an exit alone for a while: its address can't be used on this machine. */
  rest(ip: string): void;
}

interface StickySession {
  startedAt: number;
  /** How often it has been given a fresh exit; part of the draw. */
  round: number;
  ip: string;
}

const REST_MS = 30_000;
/** In all; those that rested longest are forgotten first, so that made-up sessions can't fill the memory. */
const MOST_SESSIONS = 50_000;

/**
 * Without a sticky session exits take turns. With one the exit is drawn by highest hash of subscription and session,
 * so that reconnects, and a gateway that was restarted, come to the same exit, and the loss of one moves no other.
 */
export function createExits(now: () => number): Exits {
  let pools = new Map<string, string[]>();
  const turns = new Map<string, number>();
  const resting = new Map<string, number>();
  const sessions = new LRUCache<string, StickySession>({ max: MOST_SESSIONS });

  const isRested = (ip: string) => {
    const until = resting.get(ip);
    if (until === undefined) return true;
    if (until > now()) return false;
    return resting.delete(ip);
  };
  const poolFor = (quota: Quota, country: string | null) => {
    const name = country === null ? quota.category : `${quota.category}:${country}`;
    const ips = pools.get(name) ?? [];
    return { name, ips: resting.size ? ips.filter(isRested) : ips };
  };
  const nextInTurn = ({ name, ips }: { name: string; ips: string[] }) => {
    const turn = turns.get(name) ?? Math.floor(Math.random() * ips.length);
    turns.set(name, turn + 1);
    return ips[turn % ips.length] ?? null;
  };
  const stick = (key: string, ttlMinutes: number, ips: string[]) => {
    const known = sessions.get(key);
    const isOver = known !== undefined && now() >= known.startedAt + ttlMinutes * 60_000;
    if (known && !isOver && ips.includes(known.ip)) return known.ip;
    const round = (known?.round ?? 0) + (isOver ? 1 : 0);
    const others = isOver && ips.length > 1 ? ips.filter((ip) => ip !== known.ip) : ips;
    const ip = drawByHash(`${key}:${round}`, others);
    if (ip === null) return null;
    sessions.set(key, { startedAt: known && !isOver ? known.startedAt : now(), round, ip });
    return ip;
  };

  return {
    replace(list) {
      pools = new Map();
      for (const { category, country, ip } of list) {
        for (const name of [category, `${category}:${country}`]) {
          const pool = pools.get(name) ?? [];
          pools.set(name, pool);
          pool.push(ip);
        }
      }
    },
    pick(subscriptionId, quota, wish) {
      if (quota.country !== null && wish.country !== null && quota.country !== wish.country) return null;
      const country = wish.country ?? quota.country;
      const pool = poolFor(quota, country);
      if (wish.session === null) return nextInTurn(pool);
      return stick(`${subscriptionId}:${country ?? ""}:${wish.session}`, wish.ttlMinutes, pool.ips);
    },
    rest(ip) {
      resting.set(ip, now() + REST_MS);
    },
  };
}

function drawByHash(key: string, ips: readonly string[]): string | null {
  let best: { ip: string; weight: string } | null = null;
  for (const ip of ips) {
    const weight = createHash("sha256").update(`${key}:${ip}`).digest("hex");
    if (!best || weight > best.weight) best = { ip, weight };
  }
  return best?.ip ?? null;
}
