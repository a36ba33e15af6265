import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { runDueJobs } from "@/lib/jobs/runner";
import { runSweeps } from "@/lib/jobs/sweeps";
import { updateMailSettings } from "@/lib/store/mail";
import { createLife, type Subscriber } from "@/lib/testing/life";
import { openMail } from "./enqueue";

const TERM_MS = 30 * DAY_MS;
let life: Awaited<ReturnType<typeof createLife>>;

beforeAll(async () => {
  life = await createLife();
});
afterEach(() => life.endTest());
afterAll(() => life.shop.close());

/** What the user was told of renewals that were made. */
async function toldOf({ user }: Subscriber) {
  const rows = await life.shop.db.query<{ event: string; content_sealed: string }>(
    "select event, content_sealed from mails where user_id = $1 and topic = 'renewed' order by id",
    [user.user_id],
  );
  return rows.map((row) => openMail(life.shop, row));
}

test("auto-renew mails once what was charged, what is left and until when it is paid", async () => {
  const s = await life.subscriber("10.00");
  await life.after(TERM_MS - DAY_MS);
  for (let n = 0; n < 3; n++) await runSweeps(life.shop);
  const { expires_at } = await life.card(s);
  expect(await toldOf(s)).toEqual([
    {
      topic: "renewed",
      subscriptionId: s.id,
      name: `1 × isp US (#${s.id})`,
      priceUsd: "2.50",
      balanceUsd: "7.50",
      expiresAt: new Date(expires_at).toISOString(),
    },
  ]);
});

test("a renewal whose outcome was open is mailed when it is settled, once", async () => {
  const s = await life.subscriber("10.00");
  life.shop.supplier.faults.push("lost_answer");
  await life.after(TERM_MS - DAY_MS);
  expect(await toldOf(s)).toEqual([]);
  for (let n = 1; n < 4; n++) await runDueJobs(life.shop, new Date(Date.now() + n * 60_000));
  expect(await toldOf(s)).toMatchObject([{ priceUsd: "2.50", balanceUsd: "7.50" }]);
});

test("a renewal that the supplier refused is not mailed as made", async () => {
  const s = await life.subscriber("10.00");
  life.shop.supplier.faults.push("fail");
  await life.after(TERM_MS - DAY_MS);
  expect(await toldOf(s)).toEqual([]);
});

test("neither a renewal by hand nor one whose mails are switched off is mailed", async () => {
  const [byHand, muted] = [await life.subscriber("10.00", false), await life.subscriber("10.00")];
  expect((await life.renew(byHand)).status).toBe(200);
  await updateMailSettings(life.shop.db, muted.user.user_id, { locale: "ru", muted: ["renewed"] });
  await life.after(TERM_MS - DAY_MS);
  expect(await life.balance(muted.user)).toBe("7.50");
  expect([await toldOf(byHand), await toldOf(muted)]).toEqual([[], []]);
});
