import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { createShelves } from "./shelves";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const want = { supplier: "local", category: "isp", country: "US", quantity: 2 };

/** Sells what is picked, or leaves it locked for no longer than the picking. */
async function take(shelves: ReturnType<typeof createShelves>, quantity: number, isSold = true) {
  return shop.db.transact(async (tx) => {
    const ids = await shelves.pick(tx, { ...want, quantity });
    if (isSold) await tx.query("update stock set withdrawn_at = now() where id = any ($1::bigint[])", [ids]);
    return ids;
  });
}

test("addresses leave the shelf in its order; what came back before the known place is found in a minute", async () => {
  let now = 0;
  const shelves = createShelves(() => now);
  const first = await take(shelves, 2);
  const second = await take(shelves, 2);
  expect(
    await shop.db.query("select id from stock where id = any ($1::bigint[]) order by shelf", [first]),
  ).toEqual(first.map((id) => ({ id })));
  expect(new Set([...first, ...second]).size).toBe(4);
  await shop.db.query("update stock set withdrawn_at = null where id = any ($1::bigint[])", [first]);
  expect(await take(shelves, 2, false)).not.toEqual(first);
  now += 60_000;
  expect(await take(shelves, 2, false)).toEqual(first);
});

test("when the rest is not enough, what lies before the known place is picked as well", async () => {
  const shelves = createShelves();
  const free = await shop.db.query(
    "select id from stock where category = 'isp' and country = 'US' and withdrawn_at is null and subscription_id is null",
  );
  const some = await take(shelves, free.length - 1);
  await shop.db.query("update stock set withdrawn_at = null where id = any ($1::bigint[])", [some]);
  expect(await take(shelves, free.length, false)).toHaveLength(free.length);
  expect(await take(shelves, free.length + 1, false)).toHaveLength(free.length);
});

test("two that pick at once get different addresses", async () => {
  const shelves = createShelves();
  await shop.db.transact(async (one) => {
    const mine = await shelves.pick(one, want);
    const theirs = await shop.db.transact((other) => shelves.pick(other, want));
    expect(new Set([...mine, ...theirs]).size).toBe(4);
  });
});
