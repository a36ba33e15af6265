import { setTimeout as pause } from "node:timers/promises";
import { type AccessFeed, GRANTS_PER_PAGE, type Grant } from "./access-feed";

const MISS_MEMORY_MS = 1_000;
const QUESTIONS_PER_SECOND = 200;
/** Of these, for clients of one place: who tries made-up logins must not use up what fresh purchases need. */
const QUESTIONS_PER_PLACE = 40;
/** A walk that takes its time rests so many times as long as it works. */
const REST = 9;

/** The grants that the gateway knows, kept in memory, so that the database may be away. */
export interface KnownGrants {
  byLogin(login: string): Grant | undefined;
  /** A purchase may be a millisecond old: one question per login and second, and not too many from one place and in all. */
  ask(login: string, place: string): Promise<void>;
  /** Reads one anew; what changes meanwhile is read in one go behind it, however much it is. */
  refresh(subscriptionId: number): Promise<void>;
  /**
   * Reads all of them anew, page by page, and forgets those that are gone. `slowly`: with rests, so that neither the
   * database nor who is served meanwhile notices. A walk that begins ends the one before.
   */
  walk(slowly: boolean): Promise<void>;
}

/** `learn` hears of each grant as it is put. */
export function createKnownGrants(feed: AccessFeed, learn: (grant: Grant) => void): KnownGrants {
  const grants = new Map<string, Grant>();
  /** By subscription: its login, and during which walk it was put. */
  const known = new Map<number, { login: string; walk: number }>();
  /** For each read that is under way, the subscriptions that changed since it was asked: of these it may tell what was. */
  const readings = new Set<Set<number>>();
  const asked = new Map<string, Promise<void>>();
  const budget = { second: 0, used: 0, byPlace: new Map<string, number>() };
  const due = new Set<number>();
  let refreshing: Promise<void> | null = null;
  let walks = 0;

  const forget = (subscriptionId: number) => {
    const before = known.get(subscriptionId);
    if (before) grants.delete(before.login);
    known.delete(subscriptionId);
  };
  const put = (grant: Grant) => {
    forget(grant.subscriptionId);
    grants.set(grant.login, grant);
    known.set(grant.subscriptionId, { login: grant.login, walk: walks });
    learn(grant);
  };
  /** Reads, and answers what was found beside what changed meanwhile. */
  const read = async <T>(found: Promise<T>): Promise<{ found: T; changed: ReadonlySet<number> }> => {
    const changed = new Set<number>();
    readings.add(changed);
    try {
      return { found: await found, changed };
    } finally {
      readings.delete(changed);
    }
  };
  const takeFromBudget = (place: string) => {
    const second = Math.floor(Date.now() / 1000);
    if (budget.second !== second) Object.assign(budget, { second, used: 0, byPlace: new Map() });
    const ofPlace = (budget.byPlace.get(place) ?? 0) + 1;
    if (ofPlace > QUESTIONS_PER_PLACE || budget.used >= QUESTIONS_PER_SECOND) return false;
    budget.byPlace.set(place, ofPlace);
    budget.used++;
    return true;
  };
  const learnLogin = async (login: string) => {
    const { found: grant, changed } = await read(feed.grantByLogin(login));
    if (grant && !changed.has(grant.subscriptionId)) put(grant);
  };
  const refreshDue = async () => {
    while (due.size) {
      const ids = [...due].slice(0, GRANTS_PER_PAGE);
      for (const id of ids) due.delete(id);
      const { found, changed } = await read(feed.grantsOf(ids));
      const byId = new Map(found.map((grant) => [grant.subscriptionId, grant]));
      for (const id of ids) {
        const grant = byId.get(id);
        if (changed.has(id)) continue;
        if (grant) put(grant);
        else forget(id);
      }
    }
  };
  /** Puts a page of the walk and answers where the next one begins; `null`: nowhere. */
  const walkPage = async (walk: number, after: number): Promise<number | null> => {
    const { found: page, changed } = await read(feed.grants(after));
    if (walk !== walks) return null;
    for (const grant of page) if (!changed.has(grant.subscriptionId)) put(grant);
    return page[GRANTS_PER_PAGE - 1]?.subscriptionId ?? null;
  };

  return {
    byLogin: (login) => grants.get(login),
    ask(login, place) {
      const open = asked.get(login);
      if (open) return open;
      if (login.length > 64 || !takeFromBudget(place)) return Promise.resolve();
      const question = learnLogin(login).catch(() => undefined);
      asked.set(login, question);
      setTimeout(() => asked.delete(login), MISS_MEMORY_MS).unref();
      return question;
    },
    refresh(subscriptionId) {
      due.add(subscriptionId);
      for (const changed of readings) changed.add(subscriptionId);
      // Only who began it hears why it failed.
      if (refreshing) return refreshing.catch(() => undefined);
      refreshing = refreshDue().finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
    async walk(slowly) {
      const walk = ++walks;
      for (let at: number | null = 0; at !== null; ) {
        const startedAt = performance.now();
        at = await walkPage(walk, at);
        if (slowly && at !== null) await pause((performance.now() - startedAt) * REST, null, { ref: false });
      }
      if (walk !== walks) return;
      for (const [subscriptionId, { walk: last }] of known) if (last < walk) forget(subscriptionId);
    },
  };
}
