import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { mainJob } from "./0001-main-job";
import { deposits } from "./0002-deposits";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

test("users who were there before get a code each, and their wallets owe nothing", async () => {
  const rows = await shop.db.transact(async (tx) => {
    await tx.script("create schema before; set local search_path = before");
    await tx.script(mainJob);
    await tx.script(`insert into users (created_at) select now() from generate_series(1, 50);
      insert into wallets (user_id) select id from users`);
    await tx.script(deposits);
    return tx.query<{ referral_code: string; debt: string }>(
      "select u.referral_code, w.debt from before.users u join before.wallets w on w.user_id = u.id",
    );
  });
  expect(new Set(rows.map((row) => row.referral_code)).size).toBe(50);
  expect(rows.filter((row) => row.debt !== "0.00" || !/^[0-9a-f]{12}$/.test(row.referral_code))).toEqual([]);
});
