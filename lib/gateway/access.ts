import { createHash, timingSafeEqual } from "node:crypto";
import type { RefusalReason } from "@/lib/proxy-refusals";
import type { AccessFeed, Address, Exit, Grant } from "./access-feed";
import type { Connections } from "./connections";
import { type ExitWish, readEndpointLogin } from "./login";

const MISS_MEMORY_MS = 1_000;
const REFRESHES_PER_SECOND = 50;

/** Who came in; `wish` says how a connection of the rotating endpoint wants to leave. */
export interface Pass {
  grant: Grant;
  wish: ExitWish | null;
}

/** Why somebody was not let in; said to the client. */
export interface Refusal {
  reason: RefusalReason;
}

/** Who may use which address now. Kept in memory, so that the database may be away. */
export interface Access {
  /** A pass for a login and password on the address that was dialled, or why there is none. */
  admit(login: string, password: string, dialled: string): Promise<Pass | Refusal>;
  /** True while this very grant (same password) still holds and has traffic left. */
  holds(grant: Grant): boolean;
  /** Reads everything anew; answers the addresses to listen on and the exits. */
  resync(): Promise<{ addresses: Address[]; exits: Exit[] }>;
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
  let grants = new Map<string, Grant>();
  let offsetMs = 0;
  const recorded = new Map<number, number>();
  /** Counts what events brought, so that an answer asked for before one can't undo it. */
  let news = 0;
  const asked = new Map<string, Promise<void>>();
  const budget = { second: 0, used: 0 };

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
  /** What a grant is missing is told to who knows its password, and to nobody else. */
  const judge = (login: string, hash: string, key: string): Grant | RefusalReason => {
    const grant = grants.get(login);
    if (!grant || !sameHash(grant.passwordHash, hash)) return "wrong_credentials";
    const end = endOf(grant);
    if (end) return end;
    const isItsOwn = grant.quota ? key === ENDPOINT : grant.addresses.includes(key);
    if (!isItsOwn) return "wrong_address";
    return hasTraffic(grant) ? grant : "traffic_used_up";
  };
  const put = (grant: Grant | null, subscriptionId: number | null) => {
    for (const [login, known] of grants)
      if (known.subscriptionId === (grant?.subscriptionId ?? subscriptionId)) grants.delete(login);
    if (!grant) return;
    learnUsed(grant);
    grants.set(grant.login, grant);
  };

  return {
    async admit(login, password, dialled) {
      const hash = createHash("sha256").update(password).digest("hex");
      const key = keys.get(dialled) ?? keys.get(dialled.replace(/^.*:/, "*:"));
      if (!key) return { reason: "wrong_credentials" };
      const named = key === ENDPOINT ? readEndpointLogin(login) : { login, wish: null };
      if ("reason" in named) return named;
      let found = judge(named.login, hash, key);
      if (typeof found === "string") {
        await askOnce(named.login);
        found = judge(named.login, hash, key);
      }
      return typeof found === "string" ? { reason: found } : { grant: found, wish: named.wish };
    },
    holds(grant) {
      const now = grants.get(grant.login);
      return now?.passwordHash === grant.passwordHash && !endOf(now) && hasTraffic(now);
    },
    async resync() {
      const all = await feed.snapshot();
      news++;
      grants = new Map(all.grants.map((grant) => [grant.login, grant]));
      for (const grant of all.grants) learnUsed(grant);
      offsetMs = all.clockOffsetMs;
      return all;
    },
    noteUsed(subscriptionId, usedBytes) {
      recorded.set(subscriptionId, Math.max(usedBytes, recorded.get(subscriptionId) ?? 0));
    },
    async refresh(subscriptionId) {
      news++;
      put(await feed.grant(subscriptionId), subscriptionId);
      news++;
    },
  };

  /** A purchase may be a millisecond old: one question per login and second, and not too many in all. */
  function askOnce(login: string): Promise<void> {
    const open = asked.get(login);
    if (open) return open;
    const second = Math.floor(Date.now() / 1000);
    if (budget.second !== second) Object.assign(budget, { second, used: 0 });
    if (login.length > 64 || ++budget.used > REFRESHES_PER_SECOND) return Promise.resolve();
    const before = news;
    const question = feed.grantByLogin(login).then(
      (grant) => {
        if (grant && news === before) put(grant, null);
      },
      () => undefined,
    );
    asked.set(login, question);
    setTimeout(() => asked.delete(login), MISS_MEMORY_MS).unref();
    return question;
  }
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
