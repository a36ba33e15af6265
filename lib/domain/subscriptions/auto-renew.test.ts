import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { runDueJobs } from "@/lib/jobs/runner";
import { runSweeps } from "@/lib/jobs/sweeps";
import { createLife } from "@/lib/testing/life";

const HOUR_MS = 3_600_000;
const TERM_MS = 30 * DAY_MS;
let life: Awaited<ReturnType<typeof createLife>>;

beforeAll(async () => {
  life = await createLife();
});
afterEach(() => life.endTest());
afterAll(() => life.shop.close());

async function setPrice(unitPrice: string): Promise<void> {
  await life.shop.db.query(
    "update price_tiers set unit_price = $1::numeric where category = 'isp' and min_quantity = 1",
    [unitPrice],
  );
}

test("auto-renew charges once per period, from 24 hours before the end and not a moment earlier", async () => {
  const s = await life.subscriber("10.00");
  const first = await life.card(s);
  await life.after(TERM_MS - DAY_MS - HOUR_MS);
  expect([await life.balance(s.user), (await life.card(s)).expires_at]).toEqual(["10.00", first.expires_at]);
  await life.after(HOUR_MS);
  for (let n = 0; n < 3; n++) await runSweeps(life.shop);
  expect(await life.balance(s.user)).toBe("7.50");
  const renewed = await life.card(s);
  expect(Date.parse(renewed.expires_at) - Date.parse(first.expires_at)).toBe(TERM_MS);
  expect(renewed.renewal).toMatchObject({ problem: null, waiting_for_yes: false });
  const { body } = await life.shop.send("GET", `${s.path}/activity`, { key: s.user.api_key });
  expect(body.items[0]).toMatchObject({ action: "subscription.renew", by: "Proxydeck" });
});

test("what is not on auto-renew is not renewed", async () => {
  const s = await life.subscriber("10.00", false);
  await life.after(TERM_MS - HOUR_MS);
  expect([await life.balance(s.user), (await life.card(s)).renewal]).toEqual(["10.00", undefined]);
});

test("clock ±1 h and ±400 days: nothing early, nothing double", async () => {
  const s = await life.subscriber("100.00");
  const paid = () =>
    life.shop.db.query("select id from orders where kind = 'renewal' and subscription_id = $1", [s.id]);
  for (const jump of [HOUR_MS, -2 * HOUR_MS, HOUR_MS, -400 * DAY_MS, 400 * DAY_MS]) await life.after(jump);
  expect(await paid()).toHaveLength(0);
  await life.after(TERM_MS - DAY_MS + HOUR_MS / 2);
  for (const jump of [HOUR_MS, -HOUR_MS, -HOUR_MS, HOUR_MS, -400 * DAY_MS, 400 * DAY_MS])
    await life.after(jump);
  expect(await paid()).toHaveLength(1);
  await life.after(400 * DAY_MS);
  expect(await paid()).toHaveLength(1);
  expect((await life.card(s)).status).toBe("released");
  await life.after(-400 * DAY_MS);
  expect([(await life.card(s)).status, await life.balance(s.user)]).toEqual(["released", "97.50"]);
});

test("too little money is tried again every hour and renewed by itself as soon as money comes in", async () => {
  const s = await life.subscriber("2.49");
  await life.after(TERM_MS - DAY_MS);
  const warned = await life.card(s);
  expect(warned.renewal).toMatchObject({ problem: "insufficient", waiting_for_yes: false });
  expect(Date.parse(warned.renewal.next_try_at) - life.shop.clock.now().getTime()).toBeGreaterThan(
    HOUR_MS - 60_000,
  );
  await life.after(2 * HOUR_MS);
  expect((await life.actions(s)).filter((action) => action === "subscription.renewal_failed")).toHaveLength(
    1,
  );
  const mails = "select count(*) as n from mails where user_id = $1 and topic = 'renewal_failed'";
  expect(await life.shop.db.query(mails, [s.user.user_id])).toEqual([{ n: 1 }]);
  await life.pay(s.user, "0.01");
  await runSweeps(life.shop);
  const renewed = await life.card(s);
  expect(Date.parse(renewed.expires_at) - Date.parse(warned.expires_at)).toBe(TERM_MS);
  expect(await life.balance(s.user)).toBe("0.00");
});

test("control: without being woken, the renewal waits for its hour", async () => {
  const s = await life.subscriber("2.49");
  await life.after(TERM_MS - DAY_MS);
  const before = await life.card(s);
  await life.pay(s.user, "0.01");
  await life.shop.db.query(
    "update renewals set problem = 'insufficient', next_try_at = $2 where subscription_id = $1",
    [s.id, new Date(before.renewal.next_try_at)],
  );
  await runSweeps(life.shop);
  expect((await life.card(s)).expires_at).toBe(before.expires_at);
  await life.after(HOUR_MS);
  expect((await life.card(s)).expires_at).not.toBe(before.expires_at);
});

test("a supplier that refuses gives the money back; the next hour's try is an order of its own", async () => {
  const s = await life.subscriber("2.50");
  life.shop.supplier.faults.push("fail");
  await life.after(TERM_MS - DAY_MS);
  expect([(await life.card(s)).renewal.problem, await life.balance(s.user)]).toEqual([
    "provider_failed",
    "2.50",
  ]);
  await runSweeps(life.shop);
  expect(await life.balance(s.user)).toBe("2.50");
  await life.after(HOUR_MS);
  expect([(await life.card(s)).renewal.problem, await life.balance(s.user)]).toEqual([null, "0.00"]);
});

test("an unsure supplier keeps the hold; the period is charged once when it is settled", async () => {
  const s = await life.subscriber("10.00");
  life.shop.supplier.faults.push("lost_answer");
  await life.after(TERM_MS - DAY_MS);
  await life.after(2 * HOUR_MS);
  expect((await life.card(s)).renewal.problem).toBeNull();
  await runDueJobs(life.shop, new Date(Date.now() + 60_000));
  await runSweeps(life.shop);
  expect(await life.balance(s.user)).toBe("7.50");
});

test("a higher price is charged a week after it was announced, and the announcement is in the activity once", async () => {
  const s = await life.subscriber("10.00");
  await setPrice("3.00");
  try {
    await life.after(TERM_MS - 9 * DAY_MS);
    await life.after(HOUR_MS);
    expect((await life.card(s)).renewal).toMatchObject({
      announced_price_usd: "3.00",
      waiting_for_yes: false,
    });
    expect(
      (await life.actions(s)).filter((action) => action === "subscription.price_announced"),
    ).toHaveLength(1);
    await life.after(8 * DAY_MS - HOUR_MS);
    expect([await life.balance(s.user), (await life.card(s)).price_usd]).toEqual(["7.00", "3.00"]);
  } finally {
    await setPrice("2.50");
  }
});

test.each(["switching auto-renew on again", "renewing by hand"])(
  "a higher price without a week's notice waits for a yes: %s",
  async (how) => {
    const s = await life.subscriber("10.00");
    await life.after(TERM_MS - 3 * DAY_MS);
    await setPrice("3.00");
    try {
      await life.after(2 * DAY_MS);
      const waiting = await life.card(s);
      expect(waiting.renewal).toMatchObject({
        problem: "price_changed",
        waiting_for_yes: true,
        announced_price_usd: "3.00",
      });
      expect(await life.balance(s.user)).toBe("10.00");
      if (how === "renewing by hand") await life.renew(s);
      else
        await life.shop.send("POST", `${s.path}/auto-renew`, {
          key: s.user.api_key,
          body: { auto_renew: true },
        });
      await runSweeps(life.shop);
      expect([await life.balance(s.user), (await life.card(s)).renewal.waiting_for_yes]).toEqual([
        "7.00",
        false,
      ]);
    } finally {
      await setPrice("2.50");
    }
  },
);

test("the kill switch stops auto-renew, and what is still in grace is renewed after it", async () => {
  const s = await life.subscriber("10.00");
  life.shop.clock.offsetMs += TERM_MS - HOUR_MS;
  await runSweeps({ ...life.shop, moneyEnabled: false });
  expect(await life.balance(s.user)).toBe("10.00");
  life.shop.clock.offsetMs += DAY_MS;
  await runSweeps({ ...life.shop, moneyEnabled: false });
  expect([await life.balance(s.user), (await life.card(s)).status]).toEqual(["10.00", "expired"]);
  await runSweeps(life.shop);
  expect([await life.balance(s.user), (await life.card(s)).status]).toEqual(["7.50", "active"]);
});
