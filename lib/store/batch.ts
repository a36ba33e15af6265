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
