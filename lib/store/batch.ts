import type { Db } from "./db";

interface Waiting<Wish, Row> {
  wish: Wish;
  give: (rows: Row[]) => void;
  fail: (error: unknown) => void;
}

/** What is under way on a database: the batches that wait for their start, and how many statements have no answer yet. */
interface Turn {
  starts: (() => void)[] | null;
  asked: number;
}

/** One for all reads, so that what a request asks by two of them goes out in one write. */
const turns = new WeakMap<Db, Turn>();

type Read<Wish, Row> = (db: Db, wishes: readonly Wish[]) => Promise<Row[]>;

/**
 * A read that shares its statement with those asked for in the same turn of the event loop, so that a busy server asks
 * the database once for many requests; where nothing is under way it goes out at once. The statement starts after all of
 * them were asked for, so nobody gets an older answer than alone. `read` answers rows with `n`, their place among the wishes.
 */
export function manyInBatches<Wish, Row extends { n: number }>(
  read: Read<Wish, Row>,
): (db: Db, wish: Wish) => Promise<Row[]> {
  const gathering = new WeakMap<Db, Waiting<Wish, Row>[]>();

  async function ask(db: Db, turn: Turn, batch: readonly Waiting<Wish, Row>[]): Promise<void> {
    turn.asked += 1;
    try {
      const wishes = batch.map(({ wish }) => wish);
      const found = wishes.map((): Row[] => []);
      for (const row of await read(db, wishes)) found[row.n]?.push(row);
      batch.forEach(({ give }, place) => {
        give(found[place] ?? []);
      });
    } catch (error) {
      for (const { fail } of batch) fail(error);
    } finally {
      turn.asked -= 1;
    }
  }

  return (db, wish) =>
    new Promise((give, fail) => {
      const known = gathering.get(db);
      if (known) {
        known.push({ wish, give, fail });
        return;
      }
      const batch = [{ wish, give, fail }];
      gathering.set(db, batch);
      inTurn(db, (turn) => {
        gathering.delete(db);
        void ask(db, turn, batch);
      });
    });
}

/** Starts at once where nothing is under way, else after what this pass of the event loop brings; all together. */
function inTurn(db: Db, start: (turn: Turn) => void): void {
  const turn: Turn = turns.get(db) ?? { starts: null, asked: 0 };
  turns.set(db, turn);
  if (turn.starts) {
    turn.starts.push(() => start(turn));
    return;
  }
  const starts = [() => start(turn)];
  turn.starts = starts;
  const soon = turn.asked ? setImmediate : process.nextTick;
  soon(() => {
    turn.starts = null;
    for (const begin of starts) begin();
  });
}

/** The same for a read of one row. */
export function inBatches<Wish, Row extends { n: number }>(
  read: Read<Wish, Row>,
): (db: Db, wish: Wish) => Promise<Row | null> {
  const readMany = manyInBatches(read);
  return async (db, wish) => (await readMany(db, wish))[0] ?? null;
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
