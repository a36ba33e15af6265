import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import type { Db } from "./db";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const put = (db: Db, name: string, value: string) =>
  db.query(
    "insert into settings values ($1, to_jsonb($2::text)) on conflict (name) do update set value = excluded.value",
    [name, value],
  );
const read = async (name: string) =>
  (await shop.db.query<{ value: string }>("select value from settings where name = $1", [name]))[0]?.value;

test("statements of a transaction that are asked for at once run in that order", async () => {
  const values = Array.from({ length: 50 }, (_, n) => `${n}`);
  await shop.db.transact((tx) => Promise.all(values.map((value) => put(tx, "order", value))));
  expect(await read("order")).toBe("49");
});

test("one that fails among them takes the whole transaction back, and the connection serves on", async () => {
  const broken = shop.db.transact((tx) =>
    Promise.all([put(tx, "broken", "1"), tx.query("select 1 / $1::int as n", [0]), put(tx, "broken", "2")]),
  );
  await expect(broken).rejects.toThrow("division by zero");
  expect(await read("broken")).toBeUndefined();
  expect(await shop.db.transact((tx) => tx.query("select 1 as n"))).toEqual([{ n: 1 }]);
});

test("a failed savepoint takes back just what it did", async () => {
  await shop.db.transact(async (tx) => {
    await put(tx, "outer", "kept");
    const inner = tx.transact((savepoint) =>
      Promise.all([put(savepoint, "outer", "lost"), savepoint.query("select 1 / $1::int as n", [0])]),
    );
    await expect(inner).rejects.toThrow("division by zero");
  });
  expect(await read("outer")).toBe("kept");
});

test("a statement that comes after its transaction's end is refused, not run in another one", async () => {
  const left: Db[] = [];
  await shop.db.transact(async (tx) => void left.push(tx));
  await expect(left[0]?.query("select 1")).rejects.toThrow("over");
  await expect(left[0]?.transact(async () => undefined)).rejects.toThrow("over");
});
