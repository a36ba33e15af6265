import { createHash, timingSafeEqual } from "node:crypto";
import type { AccessFeed, Address, Grant } from "./access-feed";

const MISS_MEMORY_MS = 1_000;
const REFRESHES_PER_SECOND = 50;

/** Who may use which address now. Kept in memory, so that the database may be away. */
export interface Access {
  /** The grant for a login and password on the address that was dialled, or `null`. */
  admit(login: string, password: string, dialled: string): Promise<Grant | null>;
  /** True while this very grant (same password) still holds. */
  holds(grant: Grant): boolean;
  /** Reads everything anew; answers the addresses to listen on. */
  resync(): Promise<Address[]>;
  refresh(subscriptionId: number): Promise<void>;
}

/** `ip:port` of any listening port → the address's key. */
export type AddressKeys = Map<string, string>;

export function createAccess(feed: AccessFeed, keys: AddressKeys): Access {
  let grants = new Map<string, Grant>();
  let offsetMs = 0;
  /** Counts what events brought, so that an answer asked for before one can't undo it. */
  let news = 0;
  const asked = new Map<string, Promise<void>>();
  const budget = { second: 0, used: 0 };

  const isLive = (grant: Grant) => grant.enabled && grant.expiresAt > Date.now() + offsetMs;
  const fits = (login: string, hash: string, dialled: string) => {
    const grant = grants.get(login);
    const key = keys.get(dialled);
    const isRight =
      grant && key && sameHash(grant.passwordHash, hash) && grant.addresses.includes(key) && isLive(grant);
    return isRight ? grant : null;
  };
  const put = (grant: Grant | null, subscriptionId: number | null) => {
    for (const [login, known] of grants)
      if (known.subscriptionId === (grant?.subscriptionId ?? subscriptionId)) grants.delete(login);
    if (grant) grants.set(grant.login, grant);
  };

  return {
    async admit(login, password, dialled) {
      const hash = createHash("sha256").update(password).digest("hex");
      const known = fits(login, hash, dialled);
      if (known) return known;
      await askOnce(login);
      return fits(login, hash, dialled);
    },
    holds(grant) {
      const now = grants.get(grant.login);
      return now !== undefined && now.passwordHash === grant.passwordHash && isLive(now);
    },
    async resync() {
      const all = await feed.snapshot();
      news++;
      grants = new Map(all.grants.map((grant) => [grant.login, grant]));
      offsetMs = all.clockOffsetMs;
      return all.addresses;
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
