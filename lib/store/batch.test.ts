import { expect, test } from "vitest";
import { createTestBusiness } from "@/lib/testing/business";
import { inBatches, manyInBatches } from "./batch";
import { type Db, openDatabase } from "./db";

const refuse = () => Promise.reject(new Error("Nothing is asked of this database."));
const nowhere = (): Db => ({
  query: refuse,
  quick: refuse,
  search: refuse,
  script: refuse,
  transact: refuse,
  join: refuse,
});

/** Reads nothing of a database: the tests look at what was asked together. */
function counting() {
  const asked: (readonly number[])[] = [];
  const read = inBatches<number, { n: number; double: number }>(async (_, wishes) => {
    asked.push(wishes);
    if (wishes.includes(13)) throw new Error("Unlucky.");
    return wishes.flatMap((wish, n) => (wish === 0 ? [] : [{ n, double: wish * 2 }]));
  });
  return { asked, read };
}

test("what is asked in one turn is one statement, and each gets its own row or none", async () => {
  const { asked, read } = counting();
  const db = nowhere();
  const rows = await Promise.all([read(db, 4), read(db, 0), read(db, 4), read(nowhere(), 7)]);
  expect(rows.map((row) => row?.double ?? null)).toEqual([8, null, 8, 14]);
  expect(asked).toEqual([[4, 0, 4], [7]]);
  expect((await read(db, 5))?.double).toBe(10);
  await expect(Promise.all([read(db, 1), read(db, 13)])).rejects.toThrow("Unlucky.");
  expect((await read(db, 1))?.double).toBe(2);
});

test("where nothing is under way a read goes out at once, and what comes meanwhile waits for its turn", async () => {
  const asked: (readonly number[])[] = [];
  const answers: (() => void)[] = [];
  const read = manyInBatches<number, { n: number; wish: number }>(async (_, wishes) => {
    asked.push(wishes);
    await new Promise<void>((resolve) => answers.push(resolve));
    return wishes.flatMap((wish, n) => [1, 2].map(() => ({ n, wish })));
  });
  const db = nowhere();
  const first = read(db, 1);
  await Promise.resolve();
  await new Promise((resolve) => process.nextTick(resolve));
  expect(asked).toEqual([[1]]);
  const others = [read(db, 2), read(db, 3)];
  await new Promise((resolve) => process.nextTick(resolve));
  expect(asked).toEqual([[1]]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([[1], [2, 3]]);
  for (const answer of answers) answer();
  expect((await Promise.all([first, ...others])).map((rows) => rows.map(({ wish }) => wish))).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test("a time is the same whatever the session's time zone is, to the millisecond", async () => {
  const shop = await createTestBusiness();
  const zones = ["UTC", "Asia/Kolkata", "America/New_York"];
  const times = ["2026-11-25 19:26:16.123456+00", "1999-01-01 00:00:00+00", "2026-03-29 02:30:00.5+02"];
  for (const zone of zones) {
    const db = openDatabase(`${shop.databaseUrl}&options=-c%20TimeZone%3D${zone}`, 1);
    const rows = await db.query<{ at: Date }>("select unnest($1::timestamptz[]) as at", [times]);
    expect(rows.map(({ at }) => at.toISOString())).toEqual([
      "2026-11-25T19:26:16.123Z",
      "1999-01-01T00:00:00.000Z",
      "2026-03-29T00:30:00.500Z",
    ]);
    await db.close();
  }
  await shop.close();
});
