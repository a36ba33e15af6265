import { type CategoryRow, countFreeStock, readVersionedCatalog } from "@/lib/store/catalog";
import type { Db } from "@/lib/store/db";

export interface StockCount {
  category: string;
  country: string;
  free: number;
}

/** What is on offer. Categories and prices are as of `version`; the counts may be a moment older. */
export interface Offer {
  version: number;
  categories: readonly CategoryRow[];
  stock: readonly StockCount[];
}

/** A process's memory of the catalog. It is for showing: who buys, reads prices and stock in the transaction. */
export interface CatalogMemory {
  /** The catalog, not older than the version that the caller knows of; without one it is read anew. */
  offer(version: number | undefined): Promise<Offer>;
  /** The same inside a transaction, which reads by itself: it must not wait for another connection while it holds one. */
  within(tx: Db): CatalogMemory;
}

/** Counting stock may take a twentieth of the time, and a count may be five seconds old at most. */
const PAUSE_PER_COUNT = 20;
const MAX_AGE_MS = 5_000;

export function createCatalogMemory(db: Db, now: () => number = () => performance.now()): CatalogMemory {
  let known: Offer | null = null;
  let countAgainAt = 0;
  let reading: Promise<Offer> | null = null;
  const isCurrent = (version: number) => known !== null && known.version >= version && now() < countAgainAt;
  const read = async () => {
    const startedAt = now();
    const offer = await readOffer(db);
    countAgainAt = now() + Math.min(MAX_AGE_MS, PAUSE_PER_COUNT * (now() - startedAt));
    known = offer;
    return offer;
  };
  const readOnce = () => {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
  const within = (tx: Db): CatalogMemory => ({
    within,
    offer: async (version) => (known && version !== undefined && isCurrent(version) ? known : readOffer(tx)),
  });
  return {
    within,
    async offer(version) {
      if (version === undefined) return read();
      if (known && isCurrent(version)) return known;
      const offer = await readOnce();
      // One that was under way already may have seen the version before.
      return offer.version >= version ? offer : read();
    },
  };
}

async function readOffer(db: Db): Promise<Offer> {
  const [catalog, stock] = await Promise.all([readVersionedCatalog(db), countFreeStock(db)]);
  return { ...catalog, stock };
}
