import type { Db } from "@/lib/store/db";
import { pickStock } from "@/lib/store/sales";

export interface Want {
  supplier: string;
  category: string;
  country: string;
  quantity: number;
}

/** Takes addresses off the shelves, those first that lay there longest. */
export interface Shelves {
  /** Locks `quantity` free addresses in the caller's transaction; fewer when there are no more. Others skip them. */
  pick(db: Db, want: Want): Promise<number[]>;
}

const LOOK_ANEW_MS = 60_000;

/**
 * The shelves as a process knows them: it remembers where it last found something, because the index still has what was
 * sold before that. What came to lie in front of that place is found within a minute, or when the rest is not enough.
 */
export function createShelves(now: () => number = () => performance.now()): Shelves {
  const places = new Map<string, { shelf: number; until: number }>();
  return {
    async pick(db, want) {
      const name = `${want.supplier} ${want.category} ${want.country}`;
      const place = places.get(name);
      const known = place && now() < place.until ? place : { shelf: 0, until: now() + LOOK_ANEW_MS };
      const found = await pickStock(db, { ...want, from: known.shelf });
      const rows =
        found.length < want.quantity && known.shelf > 0 ? await pickStock(db, { ...want, from: 0 }) : found;
      places.set(name, { ...known, shelf: rows[0]?.shelf ?? 0 });
      return rows.map(({ id }) => id);
    },
  };
}
