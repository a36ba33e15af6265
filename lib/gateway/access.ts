import { createHash, timingSafeEqual } from "node:crypto";
import { networkOf } from "@/lib/addresses";
import type { RefusalReason } from "@/lib/proxy-refusals";
import type { AccessFeed, Address, Exit, Grant } from "./access-feed";
import type { Connections } from "./connections";
import { createKnownGrants } from "./known-grants";
import { type ExitWish, readEndpointLogin } from "./login";

/** Who came in; `wish` says how a connection of the rotating endpoint wants to leave. */
export interface Pass {
  grant: Grant;
  wish: ExitWish | null;
}

/** Why somebody was not let in; said to the client. */
export interface Refusal {
  reason: RefusalReason;
}

/** Who may use which address now. */
export interface Access {
  /** A pass for a login and password on the address that was dialled by a client at `from`, or why there is none. */
  admit(login: string, password: string, dialled: string, from: string): Promise<Pass | Refusal>;
  /** True while this very grant (same password) still holds and has traffic left. */
  holds(grant: Grant): boolean;
  /** Reads what business time it is; answers the addresses to listen on and the exits. */
  readFrame(): Promise<{ addresses: Address[]; exits: Exit[] }>;
  /** Reads all grants anew; see `KnownGrants`. */
  walk(slowly: boolean): Promise<void>;
  refresh(subscriptionId: number): Promise<void>;
  /** Notes what a subscription has used in all, as recorded. */
  noteUsed(subscriptionId: number, usedBytes: number): void;
}

/** `ip:port` of any listening port → the address's key; the endpoint's is `*:port`, on whatever IP it is dialled. */
export type AddressKeys = Map<string, string>;

/** The key of the rotating endpoint. */
export const ENDPOINT = "endpoint";

export function createAccess(
  feed: AccessFeed,
  keys: AddressKeys,
  counter: Pick<Connections, "pendingBytes" | "isInDoubt">,
): Access {
  let offsetMs = 0;
  const recorded = new Map<number, number>();

  const endOf = ({ barred, expiresAt }: Grant) =>
    barred ?? (expiresAt !== null && expiresAt <= Date.now() + offsetMs ? "expired" : null);
  const hasTraffic = ({ subscriptionId, quota }: Grant) => {
    if (!quota) return true;
    const usedBytes = recorded.get(subscriptionId) ?? quota.usedBytes;
    return usedBytes + counter.pendingBytes(subscriptionId) < quota.boughtBytes;
  };
  // Used traffic only grows, so a late answer can't lower it. While a batch is in doubt, what was read may already
  // hold bytes that are still pending here; they would count twice.
  const learnUsed = ({ subscriptionId, quota }: Grant) => {
    if (!quota || (recorded.has(subscriptionId) && counter.isInDoubt())) return;
    recorded.set(subscriptionId, Math.max(quota.usedBytes, recorded.get(subscriptionId) ?? 0));
  };
  const grants = createKnownGrants(feed, learnUsed);
  /** What a grant is missing is told to who knows its password, and to nobody else. */
  const judge = (login: string, hash: string, key: string): Grant | RefusalReason => {
    const grant = grants.byLogin(login);
    if (!grant || !sameHash(grant.passwordHash, hash)) return "wrong_credentials";
    const end = endOf(grant);
    if (end) return end;
    const isItsOwn = grant.quota ? key === ENDPOINT : grant.addresses.includes(key);
    if (!isItsOwn) return "wrong_address";
    return hasTraffic(grant) ? grant : "traffic_used_up";
  };

  return {
    async admit(login, password, dialled, from) {
      const hash = createHash("sha256").update(password).digest("hex");
      const key = keys.get(dialled) ?? keys.get(dialled.replace(/^.*:/, "*:"));
      if (!key) return { reason: "wrong_credentials" };
      const named = key === ENDPOINT ? readEndpointLogin(login) : { login, wish: null };
      if ("reason" in named) return named;
      let found = judge(named.login, hash, key);
      if (typeof found === "string") {
        await grants.ask(named.login, networkOf(from));
        found = judge(named.login, hash, key);
      }
      return typeof found === "string" ? { reason: found } : { grant: found, wish: named.wish };
    },
    holds(grant) {
      const now = grants.byLogin(grant.login);
      return now?.passwordHash === grant.passwordHash && !endOf(now) && hasTraffic(now);
    },
    async readFrame() {
      const frame = await feed.frame();
      offsetMs = frame.clockOffsetMs;
      return frame;
    },
    walk: (slowly) => grants.walk(slowly),
    refresh: (subscriptionId) => grants.refresh(subscriptionId),
    noteUsed(subscriptionId, usedBytes) {
      recorded.set(subscriptionId, Math.max(usedBytes, recorded.get(subscriptionId) ?? 0));
    },
  };
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
