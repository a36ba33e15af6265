import type { Db } from "./db";

interface Waiting<Wish, Row> {
  wish: Wish;
  give: (row: Row | null) => void;
  fail: (error: unknown) => void;
}

/**
 * A read of one row that shares its statement with those asked for in the same turn of the event loop, so that a busy
 * server asks the database once for many requests. The statement starts after all of them were asked for, so nobody
 * gets an older answer than alone. `read` answers a row with `n`, its place among the wishes, for each that there is.
 */
export function inBatches<Wish, Row extends { n: number }>(
  read: (db: Db, wishes: readonly Wish[]) => Promise<Row[]>,
): (db: Db, wish: Wish) => Promise<Row | null> {
  const waitingOn = new WeakMap<Db, Waiting<Wish, Row>[]>();

  async function ask(db: Db, batch: readonly Waiting<Wish, Row>[]): Promise<void> {
    try {
      const rows = await read(
        db,
        batch.map(({ wish }) => wish),
      );
      const found = new Map(rows.map((row) => [row.n, row]));
      batch.forEach(({ give }, place) => {
        give(found.get(place) ?? null);
      });
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }

  return (db, wish) =>
    new Promise((give, fail) => {
      const waiting = waitingOn.get(db);
      if (waiting) {
        waiting.push({ wish, give, fail });
        return;
      }
      const batch = [{ wish, give, fail }];
      waitingOn.set(db, batch);
      setImmediate(() => {
        waitingOn.delete(db);
        void ask(db, batch);
      });
    });
}

/**
 * The wishes of a batch as a table named `asked`, out of an array for each column; `n` counts from 1. A single wish is a
 * row: a statement over a list of unknown length would be planned anew each time in a big shop.
 */
export function askedOf(count: number, columns: Readonly<Record<string, string>>): string {
  const arrays = Object.entries(columns).map(([name, type], n) => ({ name, array: `$${n + 1}::${type}[]` }));
  if (count === 1)
    return `(select ${arrays.map(({ name, array }) => `(${array})[1] as ${name}`).join(", ")}, 1 as n) asked`;
  return `unnest(${arrays.map(({ array }) => array).join(", ")}) with ordinality asked (${Object.keys(columns).join(", ")}, n)`;
}
