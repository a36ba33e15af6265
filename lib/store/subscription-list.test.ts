import { expect, test } from "vitest";
import { fillShop } from "@/lib/bench/growth-shop";
import { createTestBusiness } from "@/lib/testing/business";
import type { Db } from "./db";
import { listSubscriptions } from "./subscription-list";

test("first pages asked for together are one statement, and each is what its user gets alone", async () => {
  const shop = await createTestBusiness();
  await fillShop(shop.db, { subscriptions: 200, users: 8, every: 2, everyOther: 4 });
  await shop.db.query(
    `insert into traffic (subscription_id, day, bytes_up, bytes_down, connections)
     select id, current_date - n, id, n, 1 from subscriptions, generate_series(1, 2) n where id % 3 = 0
     on conflict do nothing`,
  );
  let asked = 0;
  const db: Db = {
    ...shop.db,
    quick: (sql, values) => {
      asked += 1;
      return shop.db.quick(sql, values);
    },
  };
  const filter = { before: null, beforeEnd: null, status: null, category: null, country: null, q: null };
  const list = (userId: number, limit: number) =>
    listSubscriptions(db, {
      ...filter,
      userId,
      limit,
      expiringBefore: null,
      onlyFailing: false,
      now: new Date(),
    });
  const users = await shop.db.query<{ id: number }>("select id from users order by id");
  const wishes = users.map(({ id }, n) => ({ id, limit: 3 + n }));
  const together = await Promise.all(wishes.map(({ id, limit }) => list(id, limit)));
  expect(asked).toBe(1);
  expect(together.flat().length).toBeGreaterThan(20);
  expect(together.flat().some((row) => row.used_bytes > 0)).toBe(true);
  for (const [place, { id, limit }] of wishes.entries()) {
    const alone = await list(id, limit);
    expect(together[place]).toEqual(alone.map((row) => ({ ...row, n: place })));
    expect(alone.every((row) => row.user_id === id)).toBe(true);
  }
  await shop.close();
});
