import { afterAll, beforeAll, expect, test } from "vitest";
import { startJobs } from "@/lib/jobs/runner";
import { endCheck, startCheck } from "@/lib/store/books-checks";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { checkBooksIfDue } from "./check-books";

let shop: TestBusiness;
let key: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  key = (await shop.newUser("0.00", "operator")).api_key;
});
afterAll(() => shop.close());

const booksTold = async (path = "/admin/health") => (await shop.send("GET", path, { key })).body.books;
const unbalance = (change: string) =>
  shop.db.script(
    `alter table wallets disable trigger guard_wallet; update wallets set held = held ${change};
     alter table wallets enable trigger guard_wallet`,
  );

test("nothing is claimed before the first check, and asking does not check", async () => {
  await shop.newUser();
  expect(await booksTold()).toEqual({ closes: null, checked_at: null, checking: false, problems: [] });
  expect(await booksTold("/admin/health?fresh=true")).toEqual({
    closes: null,
    checked_at: null,
    checking: true,
    problems: [],
  });
});

test("a check is kept with its instant, and is due again when somebody asks or an hour passed", async () => {
  expect(await checkBooksIfDue(shop)).toBe(true);
  const kept = await booksTold();
  expect(kept).toMatchObject({ closes: true, checking: false, problems: [] });
  expect(Math.abs(Date.now() - Date.parse(kept.checked_at))).toBeLessThan(60_000);
  await unbalance("+ 1");
  expect(await checkBooksIfDue(shop)).toBe(false);
  expect(await booksTold()).toEqual(kept);

  await booksTold("/admin/health?fresh=true");
  expect(await checkBooksIfDue(shop)).toBe(true);
  const broken = await booksTold();
  expect(broken.closes).toBe(false);
  expect(broken.problems[0].rule).toMatch(/fold of its postings/);
  expect(broken.problems[0].ids.length).toBeGreaterThan(0);

  await unbalance("- 1");
  await shop.db.query(
    `update settings set value = jsonb_set(value, '{checked_at}', to_jsonb(now() - interval '61 minutes'))
      where name = 'health:books'`,
  );
  expect(await checkBooksIfDue(shop)).toBe(true);
  expect((await booksTold()).closes).toBe(true);
});

test("health answers while a check runs, and nobody starts a second one", async () => {
  await shop.db.transact(async (tx) => {
    // The check waits for this table; whoever checked inside the request would, too.
    await tx.query("lock table referral_earnings in access exclusive mode");
    await booksTold("/admin/health?fresh=true");
    const check = checkBooksIfDue(shop);
    await expect.poll(async () => (await booksTold()).checking).toBe(true);
    expect(await booksTold()).toMatchObject({ closes: true, checking: true });
    expect(await startCheck(shop.db)).toBeNull();
    expect(await checkBooksIfDue(shop)).toBe(false);
    await tx.query("rollback and chain");
    expect(await check).toBe(true);
  });
  expect((await booksTold()).checking).toBe(false);
});

test("a check that is stopped leaves the last result and can be made again at once", async () => {
  const before = await booksTold();
  await booksTold("/admin/health?fresh=true");
  await expect(checkBooksIfDue(shop, AbortSignal.abort())).rejects.toThrow();
  expect(await booksTold()).toEqual({ ...before, checking: true });
  expect(await checkBooksIfDue(shop)).toBe(true);
});

test("a check whose process died is another's after a quarter of an hour", async () => {
  expect(await startCheck(shop.db)).toBeInstanceOf(Date);
  expect(await startCheck(shop.db)).toBeNull();
  await shop.db.query(
    "update settings set value = to_jsonb(now() - interval '16 minutes') where name = 'health:books_running'",
  );
  expect((await booksTold()).checking).toBe(false);
  expect(await startCheck(shop.db)).toBeInstanceOf(Date);
  await endCheck(shop.db, null);
});

test("whoever does jobs checks when asked", async () => {
  const before = await booksTold();
  const jobs = startJobs(shop);
  try {
    await booksTold("/admin/health?fresh=true");
    await expect
      .poll(async () => (await booksTold()).checked_at, { timeout: 15_000 })
      .not.toBe(before.checked_at);
  } finally {
    await jobs.stop();
  }
});
