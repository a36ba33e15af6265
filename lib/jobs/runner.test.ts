import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { enqueueMail } from "@/lib/domain/mail/enqueue";
import type { Mailer } from "@/lib/mail/mailer";
import { createMailer } from "@/lib/mail/smtp";
import { failJob, finishJob, insertJob, leaseJobs } from "@/lib/store/orders";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { subscribe } from "@/lib/testing/subscribed";
import { runDueJobs, startJobs } from "./runner";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const jobs = () =>
  shop.db.query<{ attempts: number; last_error: string | null; run_at: Date }>(
    "select attempts, last_error, run_at from jobs where kind = 'no_such_work' order by id",
  );

test("a job that fails stays, says why, and is tried again later and later", async () => {
  await insertJob(shop.db, "no_such_work", 1, new Date());
  const pauses: number[] = [];
  for (let n = 0; n < 3; n++) {
    await shop.db.query("update jobs set run_at = now() - interval '1 second' where kind = 'no_such_work'");
    await runDueJobs(shop);
    const [job] = await jobs();
    expect(job).toMatchObject({ attempts: n + 1, last_error: "No work is called no_such_work." });
    pauses.push((job?.run_at.getTime() ?? 0) - Date.now());
  }
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(await runDueJobs(shop)).toBe(0);
  await shop.db.query("delete from jobs");
});

test("a job whose lease ran out is another's, and what the first says of it no longer counts", async () => {
  const now = new Date();
  await insertJob(shop.db, "no_such_work", 2, now);
  const [first] = await leaseJobs(shop.db, now, 30, 10);
  expect(await leaseJobs(shop.db, now, 30, 10)).toEqual([]);
  const [second] = await leaseJobs(shop.db, new Date(now.getTime() + 31_000), 30, 10);
  if (!first || !second) throw new Error("Nothing was leased.");
  await finishJob(shop.db, first);
  await failJob(shop.db, first, "too late", now);
  expect(await jobs()).toMatchObject([{ attempts: 2, last_error: null }]);
  await finishJob(shop.db, second);
  expect(await jobs()).toEqual([]);
});

test("work that returns is taken off the list", async () => {
  await insertJob(shop.db, "settle_order", 999_999, new Date());
  await runDueJobs(shop);
  expect(await shop.db.query("select 1 from jobs")).toEqual([]);
});

test("a jump of the clock and money that comes in wake the runner of every process", async () => {
  const poor = await shop.newUser("0.00");
  const [id = 0] = await subscribe(shop.db, {
    userId: poor.user_id,
    count: 1,
    endsAt: new Date(Date.now() + 10 * DAY_MS),
  });
  const operator = await shop.newUser("0.00", "operator");
  const problem = async () =>
    (await shop.send("GET", `/proxy/subscriptions/${id}`, { key: operator.api_key })).body.renewal.problem;
  const end = async () =>
    (await shop.db.query<{ expires_at: Date }>("select expires_at from subscriptions where id = $1", [id]))[0]
      ?.expires_at;
  const before = await end();
  const runners = [startJobs(shop), startJobs(shop)];
  await new Promise((resolve) => setTimeout(resolve, 100));
  await shop.send("POST", "/sandbox/clock", {
    key: operator.api_key,
    body: { advance_seconds: (9.5 * DAY_MS) / 1000 },
  });
  await expect.poll(problem, { timeout: 3_000 }).toBe("insufficient");
  await shop.send("POST", `/admin/users/${poor.user_id}/balance`, {
    key: operator.api_key,
    body: { amount_usd: "2.50", reason: "Test money" },
    idempotencyKey: "runner-money-1",
  });
  await expect.poll(end, { timeout: 3_000 }).not.toEqual(before);
  await Promise.all(runners.map((runner) => runner.stop()));
});

test("a mail that somebody waits for leaves at once, also while the sweeps are stuck", async () => {
  const sent: string[] = [];
  const { render } = createMailer({ smtpUrl: "", from: "", publicUrl: "https://shop.test", contact: null });
  const mailer: Mailer = { render, send: async ({ to }) => void sent.push(to) };
  const mailing = { ...shop, mailer };
  const user = await shop.newUser();
  const runner = await shop.db.transact(async (tx) => {
    // The sweep that links these waits until this transaction is over.
    await tx.query("lock table audit");
    const started = startJobs(mailing);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const content = { topic: "reset", token: "t" } as const;
    await enqueueMail(mailing, { userId: user.user_id }, { event: "reset:stuck", content });
    await expect.poll(() => sent, { timeout: 3_000 }).toEqual([user.email]);
    return started;
  });
  await runner.stop();
});
