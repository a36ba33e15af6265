import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { runDueJobs } from "@/lib/jobs/runner";
import { runSweeps } from "@/lib/jobs/sweeps";
import { readGrants } from "@/lib/store/access";
import { createLife, type Subscriber } from "@/lib/testing/life";

const HOUR_MS = 3_600_000;
const TERM_MS = 30 * DAY_MS;
let life: Awaited<ReturnType<typeof createLife>>;

beforeAll(async () => {
  life = await createLife();
});
afterEach(() => life.endTest());
afterAll(() => life.shop.close());

test("after its end it is expired for three days with the address reserved, and then released", async () => {
  const s = await life.subscriber("0.00", false);
  const addresses = async () =>
    (await life.shop.db.query("select 1 from stock where subscription_id = $1", [s.id])).length;
  await life.after(TERM_MS + HOUR_MS);
  expect([(await life.card(s)).status, await addresses()]).toEqual(["expired", 1]);
  expect((await readGrants(life.shop.db, [s.id]))[0]?.expires_at?.getTime()).toBeLessThan(
    life.shop.clock.now().getTime(),
  );
  await life.after(3 * DAY_MS - 2 * HOUR_MS);
  expect([(await life.card(s)).status, await addresses()]).toEqual(["expired", 1]);
  await life.after(HOUR_MS);
  expect([(await life.card(s)).status, await addresses()]).toEqual(["released", 0]);
  expect((await life.actions(s)).slice(0, 2)).toEqual(["subscription.release", "subscription.expire"]);
  const refused = await life.renew(s);
  expect([refused.status, refused.body.error.code]).toEqual([409, "invalid_state"]);
});

test.each(["by hand", "by itself"])(
  "a renewal in the days of grace, %s, starts now and opens the proxies",
  async (how) => {
    const s = await life.subscriber("0.00");
    await life.after(TERM_MS + DAY_MS);
    const heard: string[] = [];
    const stop = await life.shop.db.listen(["access"], (_channel, id) => heard.push(id));
    await life.pay(s.user, "2.50");
    if (how === "by hand") expect((await life.renew(s)).status).toBe(200);
    await runSweeps(life.shop);
    const renewed = await life.card(s);
    expect(renewed.status).toBe("active");
    expect(Math.abs(Date.parse(renewed.expires_at) - life.shop.clock.now().getTime() - TERM_MS)).toBeLessThan(
      60_000,
    );
    expect(await readGrants(life.shop.db, [s.id])).toMatchObject([
      { barred: null, expires_at: new Date(renewed.expires_at) },
    ]);
    await expect.poll(() => heard).toContain(String(s.id));
    await stop();
  },
);

test("after the days of grace nothing is renewed, even before it has been released", async () => {
  const s = await life.subscriber("10.00", false);
  life.shop.clock.offsetMs += TERM_MS + 3 * DAY_MS;
  expect((await life.renew(s)).status).toBe(409);
  expect(await life.balance(s.user)).toBe("10.00");
});

test("a suspended one is not renewed, and stays suspended when a renewal under way arrives", async () => {
  const s = await life.subscriber("10.00");
  const act = (verb: string) =>
    life.shop.send("POST", `/admin/subscriptions/${s.id}/${verb}`, {
      key: life.operator.api_key,
      body: { reason: "Abuse report" },
    });
  life.shop.supplier.faults.push("lost_answer");
  expect((await life.renew(s)).status).toBe(202);
  await act("suspend");
  await runDueJobs(life.shop, new Date(Date.now() + 60_000));
  expect((await life.card(s)).status).toBe("suspended");
  await life.after(2 * TERM_MS - HOUR_MS);
  expect([(await life.renew(s)).status, await life.balance(s.user)]).toEqual([409, "7.50"]);
  await act("resume");
  await runSweeps(life.shop);
  expect(await life.balance(s.user)).toBe("5.00");
});

test("a ban stops proxies and auto-renew at once; unban restores what has not been released", async () => {
  const [kept, lost] = [await life.subscriber("10.00"), await life.subscriber("10.00")];
  const ban = (user: Subscriber["user"], banned: boolean) =>
    life.shop.send("POST", `/admin/users/${user.user_id}/ban`, {
      key: life.operator.api_key,
      body: { banned, reason: "Abuse report" },
    });
  const heard: string[] = [];
  const stop = await life.shop.db.listen(["access"], (_channel, id) => heard.push(id));
  for (const { user } of [kept, lost]) expect((await ban(user, true)).status).toBe(200);
  await expect.poll(() => heard).toEqual(expect.arrayContaining([String(kept.id), String(lost.id)]));
  await stop();
  expect((await readGrants(life.shop.db, [kept.id]))[0]?.barred).toBe("banned");
  expect((await life.shop.send("GET", "/users/me", { key: kept.user.api_key })).body.error.code).toBe(
    "banned",
  );
  await life.after(TERM_MS - HOUR_MS);
  expect([await life.balance(kept.user), await life.balance(lost.user)]).toEqual(["10.00", "10.00"]);
  await ban(kept.user, false);
  await runSweeps(life.shop);
  expect([(await readGrants(life.shop.db, [kept.id]))[0]?.barred, await life.balance(kept.user)]).toEqual([
    null,
    "7.50",
  ]);
  await life.after(4 * DAY_MS);
  await ban(lost.user, false);
  expect([(await life.card(lost)).status, await life.balance(lost.user)]).toEqual(["released", "10.00"]);
});

test("refusals are forgotten after 7 days, successful answers never", async () => {
  const user = await life.shop.newUser("2.50");
  const buy = (idempotencyKey: string) =>
    life.shop.send("POST", "/proxy/static", {
      key: user.api_key,
      body: { category: "isp", country_name: "US", quantity: 1 },
      idempotencyKey,
    });
  expect([(await buy("kept-for-good")).status, (await buy("kept-for-a-week")).status]).toEqual([200, 402]);
  await life.after(7 * DAY_MS - HOUR_MS);
  expect((await buy("kept-for-a-week")).headers.get("Idempotent-Replayed")).toBe("true");
  await life.after(2 * HOUR_MS);
  expect((await buy("kept-for-a-week")).headers.get("Idempotent-Replayed")).toBeNull();
  expect((await buy("kept-for-good")).headers.get("Idempotent-Replayed")).toBe("true");
});
