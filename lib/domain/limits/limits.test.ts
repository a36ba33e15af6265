import { afterAll, beforeAll, expect, test } from "vitest";
import { limitsWith, parseLimits } from "@/lib/rate-limits";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { createLimiter } from "./limiter";

let shop: TestBusiness;
let now = 1_000_000;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

/** A limiter with a memory of its own, as another process has. */
const newProcess = (limits = limitsWith({})) => createLimiter(shop.db, limits, () => now);
const endWindows = async () => {
  now += 60_000;
  await shop.db.query("update rate_windows set ends_at = now()");
};
const usedOf = async (bucket: string) =>
  (await shop.db.query<{ used: number }>("select used from rate_windows where bucket = $1", [bucket]))[0]
    ?.used;

test("a single process lets exactly the quota of reads pass, and the next window starts afresh", async () => {
  const limiter = newProcess();
  const take = async () => (await limiter.countLoosely("reads", "alone")).isOver;
  const passes = async () => {
    let passed = 0;
    for (let n = 0; n < 140; n++) if (!(await take())) passed++;
    return passed;
  };
  expect(await passes()).toBe(120);
  expect(await take()).toBe(true);
  await endWindows();
  expect(await passes()).toBe(120);
});

test("what is left counts down, and says when the window ends", async () => {
  const limiter = newProcess();
  expect(limiter.look("quotes", "left")).toMatchObject({ remaining: 240, isOver: false });
  await limiter.countLoosely("quotes", "left");
  const second = await limiter.countLoosely("quotes", "left");
  expect(second).toMatchObject({ name: "quotes", quota: 240, remaining: 238, windowSeconds: 60 });
  expect(second.resetSeconds).toBeGreaterThan(50);
});

test("two processes at once let at most an eighth each too much pass, and no read beyond it", async () => {
  const [one, two] = [newProcess(), newProcess()];
  const rush = Array.from({ length: 200 }, (_, n) => (n % 2 ? one : two).countLoosely("reads", "rush"));
  const passed = (await Promise.all(rush)).filter((count) => !count.isOver).length;
  expect(passed).toBeGreaterThanOrEqual(105);
  expect(passed).toBeLessThanOrEqual(150);
  await expect.poll(() => usedOf("reads:rush")).toBe(120);
  expect(
    (await one.countLoosely("reads", "rush")).isOver || (await two.countLoosely("reads", "rush")).isOver,
  ).toBe(true);
});

test("a read is answered while its count can't be written; control: an exact count waits for it", async () => {
  const limiter = newProcess();
  await limiter.countLoosely("reads", "blocked");
  await expect.poll(() => usedOf("reads:blocked")).toBeGreaterThan(0);
  await endWindows();
  await shop.db.transact(async (tx) => {
    await tx.query("update rate_windows set used = used");
    expect((await limiter.countLoosely("reads", "blocked")).isOver).toBe(false);
    const exact = shop.db.query("select 1 from use_units('reads:blocked', 120, 60, 1)").then(() => "written");
    expect(await Promise.race([exact, limiter.countLoosely("reads", "blocked").then(() => "answered")])).toBe(
      "answered",
    );
  });
});

test("money is counted to the unit by any number of processes", async () => {
  const processes = [newProcess(), newProcess()];
  const rush = Array.from({ length: 100 }, (_, n) => processes[n % 2]?.countExactly("money", "rush"));
  const passed = (await Promise.all(rush)).filter((count) => count && !count.isOver);
  expect(passed).toHaveLength(30);
});

test("four in flight, over all processes; a place is free again when it is left or its process is gone", async () => {
  const limits = limitsWith({ money: 1_000 });
  const processes = [newProcess(limits), newProcess(limits)];
  const rush = () =>
    Promise.all(
      Array.from({ length: 20 }, (_, n) => `flight-${n}`).map(async (id, n) => ({
        id,
        count: await (processes[n % 2] ?? newProcess()).enter("money", "flyer", id),
      })),
    );
  const entered = (await rush()).filter(({ count }) => !count.flight?.isOver);
  expect(entered).toHaveLength(4);
  await processes[1]?.leave(entered[0]?.id ?? "");
  expect((await processes[0]?.enter("money", "flyer", "next"))?.flight).toMatchObject({ isOver: false });
  expect((await processes[0]?.enter("money", "flyer", "none"))?.flight).toMatchObject({ isOver: true });
  await shop.db.query("update in_flight set ends_at = now() where request_id = 'next'");
  expect((await processes[0]?.enter("money", "flyer", "after"))?.flight).toMatchObject({ isOver: false });
});

test("control: counting the places first and taking one afterwards lets too many in", async () => {
  const enterNaively = async (id: string) => {
    const rows = await shop.db.query("select 1 from in_flight where bucket = 'naive'");
    if (rows.length < 4)
      await shop.db.query("insert into in_flight values ($1, 'naive', now() + interval '1 minute')", [id]);
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => enterNaively(`naive-${n}`)));
  expect((await shop.db.query("select 1 from in_flight where bucket = 'naive'")).length).toBeGreaterThan(4);
});

test("ended windows and places are forgotten", async () => {
  await endWindows();
  await shop.db.query("update in_flight set ends_at = now()");
  now += 600_000;
  const limiter = newProcess();
  now += 600_001;
  await limiter.countExactly("money", "last");
  await expect.poll(() => shop.db.query("select bucket from in_flight")).toEqual([]);
  expect(await shop.db.query("select bucket from rate_windows")).toEqual([{ bucket: "money:last" }]);
});

test("limits are configuration: unknown names and odd numbers are problems", () => {
  const problems: string[] = [];
  expect(parseLimits(" reads=500, money=60 ", problems)).toMatchObject({
    reads: 500,
    money: 60,
    quotes: 240,
  });
  expect(problems).toEqual([]);
  for (const text of ["gold=1", "reads", "reads=0", "reads=-5", "reads=9999999999", "toString=1"])
    parseLimits(text, problems);
  expect(problems).toHaveLength(6);
});
