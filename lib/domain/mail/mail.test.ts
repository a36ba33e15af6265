import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import type { Mailer, Parcel } from "@/lib/mail/mailer";
import { createMailer } from "@/lib/mail/smtp";
import { parseUsd } from "@/lib/money";
import { leaseMails, updateMailSettings } from "@/lib/store/mail";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import type { Business } from "../context";
import { enqueueMail, mailDepositCredited, mailRenewalFailed } from "./enqueue";
import { listInbox } from "./inbox";
import { enqueueNewReminders, enqueueReminders } from "./remind";
import { sendDueMails } from "./send";

const { render } = createMailer({ smtpUrl: "", from: "", publicUrl: "https://shop.test", contact: null });
const sent: Parcel[] = [];
let isDown = false;
/** A mail server that keeps its own log, and may be down. */
const mailer: Mailer = {
  render,
  async send(parcel) {
    if (isDown) throw new Error("connection refused");
    sent.push(parcel);
  },
};

let shop: TestBusiness;
let sandbox: Business;
beforeAll(async () => {
  shop = await createTestBusiness({ mailer });
  sandbox = { ...shop, mailer: { render, send: null } };
});
afterAll(() => shop.close());
beforeEach(() => {
  sent.length = 0;
  isDown = false;
  shop.clock.offsetMs = 0;
});

const reset = { event: "reset:1", content: { topic: "reset", token: "t" } } as const;
const subjects = (email: string) => sent.filter(({ to }) => to === email).map(({ letter }) => letter.subject);

test("an event is one mail, however often and by however many it is told and sent", async () => {
  const user = await shop.newUser();
  await Promise.all(Array.from({ length: 8 }, () => enqueueMail(shop, { userId: user.user_id }, reset)));
  await Promise.all(Array.from({ length: 4 }, () => sendDueMails(shop)));
  await enqueueMail(shop, { userId: user.user_id }, reset);
  await sendDueMails(shop);
  expect(subjects(user.email)).toEqual(["Choose a new password"]);
  const [row] = await shop.db.query<{ state: string; content_sealed: string | null }>(
    "select state, content_sealed from mails where event = $1",
    [reset.event],
  );
  expect(row).toEqual({ state: "sent", content_sealed: null });
});

test("what somebody sits and waits for goes before what came by itself", async () => {
  const user = await shop.newUser();
  const deposit = { userId: user.user_id, amount: parseUsd("1.00") };
  for (let n = 0; n < 25; n++) await mailDepositCredited(shop, { ...deposit, event: `crowd-${n}` });
  await enqueueMail(shop, { userId: user.user_id }, { ...reset, event: "reset:urgent" });
  await sendDueMails(shop);
  expect(subjects(user.email)).toContain("Choose a new password");
  expect(subjects(user.email)).toHaveLength(20);
  await sendDueMails(shop);
});

test("senders share the outbox: a mail is taken by one of them", async () => {
  const user = await shop.newUser();
  const events = Array.from({ length: 60 }, (_, n) => `reset:shared-${n}`);
  for (const event of events) await enqueueMail(shop, { userId: user.user_id }, { ...reset, event });
  const lease = { now: new Date(Date.now() + 1000), until: new Date(Date.now() + DAY_MS), limit: 20 };
  const taken = (await Promise.all(Array.from({ length: 12 }, () => leaseMails(shop.db, lease)))).flat();
  expect(taken.length).toBeGreaterThanOrEqual(20);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
});

test("a mail is there only when its event is: a rollback takes it back", async () => {
  const user = await shop.newUser();
  const failed = shop.db.transact(async (tx) => {
    await enqueueMail({ ...shop, db: tx }, { userId: user.user_id }, { ...reset, event: "reset:2" });
    throw new Error("undone");
  });
  await expect(failed).rejects.toThrow("undone");
  await sendDueMails(shop);
  expect(subjects(user.email)).toEqual([]);
});

test("a mail waits while the mail server is down, and is sent once when it is back", async () => {
  const user = await shop.newUser();
  await enqueueMail(shop, { userId: user.user_id }, { ...reset, event: "reset:3" });
  isDown = true;
  await sendDueMails(shop);
  isDown = false;
  expect(await sendDueMails(shop)).toBe(0);
  await sendDueMails(shop, new Date(Date.now() + 16_000));
  await sendDueMails(shop, new Date(Date.now() + DAY_MS));
  expect(subjects(user.email)).toHaveLength(1);
});

test("tokens rest sealed, a mail can't be read out of another's row, and without a server mails are kept", async () => {
  const user = await shop.newUser();
  const content = { topic: "reset", token: "plainly-visible-token" } as const;
  await enqueueMail(sandbox, { userId: user.user_id }, { event: "reset:4", content });
  await enqueueMail(sandbox, { userId: user.user_id }, { ...reset, event: "reset:5" });
  const rows = await shop.db.query<{ content_sealed: string; state: string }>(
    "select content_sealed, state from mails where address = $1",
    [user.email],
  );
  expect(rows.map(({ state }) => state)).toEqual(["kept", "kept"]);
  expect(JSON.stringify(rows)).not.toContain("plainly-visible-token");
  const [newest, oldest] = await listInbox(sandbox, { address: user.email, topics: null });
  expect(oldest).toMatchObject({
    topic: "reset",
    link: "https://shop.test/reset?token=plainly-visible-token",
  });
  expect(newest?.link).toBe("https://shop.test/reset?token=t");
  expect(await listInbox(sandbox, { address: user.email, topics: ["confirm"] })).toEqual([]);
  await shop.db.query("update mails set content_sealed = $2 where event = $1", [
    "reset:5",
    rows[0]?.content_sealed ?? "",
  ]);
  await expect(listInbox(sandbox, { address: user.email, topics: null })).rejects.toThrow();
});

test("a topic that a user switched off is not mailed; what is about getting in always is", async () => {
  const user = await shop.newUser("10.00");
  await updateMailSettings(shop.db, user.user_id, {
    locale: "ru",
    muted: ["deposit_credited", "banned", "reset"],
  });
  const deposit = { userId: user.user_id, event: "9", amount: parseUsd("10.00") };
  await mailDepositCredited(shop, deposit);
  await enqueueMail(shop, { userId: user.user_id }, { ...reset, event: "reset:6" });
  await updateMailSettings(shop.db, user.user_id, { locale: "ru", muted: [] });
  await mailDepositCredited(shop, { ...deposit, event: "10" });
  await sendDueMails(shop);
  expect(subjects(user.email).toSorted()).toEqual(["10,00\u00a0$ зачислено", "Выберите новый пароль"]);
});

test("a renewal that failed says what is missing, once per term", async () => {
  const user = await shop.newUser("4.00");
  const failed = {
    userId: user.user_id,
    subscriptionId: 7,
    name: "scraper",
    expiresAt: new Date(0),
    price: parseUsd("12.50"),
    balance: parseUsd("4.00"),
  };
  await mailRenewalFailed(shop, failed);
  await mailRenewalFailed(shop, failed);
  await sendDueMails(shop);
  expect(sent.map(({ letter }) => letter.link)).toEqual(["https://shop.test/billing?amount=8.50"]);
  expect(sent[0]?.letter.text).toContain("$8.50 are missing");
});

test("a ban is mailed with its reason", async () => {
  const [user, operator] = [await shop.newUser(), await shop.newUser("0.00", "operator")];
  const answer = await shop.send("POST", `/admin/users/${user.user_id}/ban`, {
    key: operator.api_key,
    body: { banned: true, reason: "Spam <script>" },
  });
  expect(answer.status).toBe(200);
  await sendDueMails(shop);
  expect(sent.find(({ to }) => to === user.email)?.letter).toMatchObject({
    text: expect.stringContaining("Spam <script>"),
    html: expect.stringContaining("Spam &lt;script&gt;"),
  });
});

test("an unban is mailed once; unbanning who is not banned mails nothing", async () => {
  const [user, operator] = [await shop.newUser(), await shop.newUser("0.00", "operator")];
  const setBan = (banned: boolean) =>
    shop.send("POST", `/admin/users/${user.user_id}/ban`, {
      key: operator.api_key,
      body: { banned, reason: "Only for the trail" },
    });
  for (const banned of [false, true, false, false]) expect((await setBan(banned)).status).toBe(200);
  await sendDueMails(shop);
  expect(subjects(user.email).toSorted()).toEqual(["Your account is banned", "Your account is open again"]);
  const told = sent.find(({ letter }) => letter.subject.endsWith("open again"));
  expect(told?.letter.text).not.toContain("Only for the trail");
});

test("renewals are told of 7, 3 and 1 days before the charge with today's price and the balance after, and an end once", async () => {
  const user = await shop.newUser("20.00");
  const buy = async (auto_renew: boolean) => {
    const body = { category: "isp", country_name: "US", quantity: 2, auto_renew };
    const options = { key: user.api_key, idempotencyKey: `mail-test-${auto_renew}`, body };
    return (await shop.send("POST", "/proxy/static", options)).body;
  };
  await buy(true);
  await buy(false);
  const told: string[][] = [];
  for (const days of [21, 22.5, 23, 26.5, 27.5, 28.5, 29.5, 30.01, 30.2]) {
    sent.length = 0;
    shop.clock.offsetMs = days * DAY_MS;
    await enqueueReminders(shop);
    await enqueueReminders(shop);
    await sendDueMails(shop);
    told.push(subjects(user.email).toSorted());
  }
  const name = expect.stringMatching(/^(Top up: )?2 × isp US \(#\d+\) renews in/);
  const ended = expect.stringMatching(/has ended$/);
  expect(told).toEqual([[], [name], [], [name], [], [name], [], [ended], [ended]]);
});

test("the quick look tells what passed a mark just now; the rest is for the whole one", async () => {
  const user = await shop.newUser("20.00");
  const body = { category: "isp", country_name: "US", quantity: 1, auto_renew: true };
  await shop.send("POST", "/proxy/static", { key: user.api_key, idempotencyKey: "quick-look-1", body });
  const lookAt = async (days: number, look: typeof enqueueReminders) => {
    sent.length = 0;
    shop.clock.offsetMs = days * DAY_MS;
    await look(shop);
    await sendDueMails(shop);
    return subjects(user.email).length;
  };
  const minutes = (n: number) => n / 1_440;
  expect(await lookAt(22 - minutes(5), enqueueNewReminders)).toBe(0);
  expect(await lookAt(22 + minutes(5), enqueueNewReminders)).toBe(1);
  expect(await lookAt(22 + minutes(6), enqueueNewReminders)).toBe(0);
  expect(await lookAt(26 + minutes(30), enqueueNewReminders)).toBe(0);
  expect(await lookAt(26 + minutes(30), enqueueReminders)).toBe(1);
  expect(await lookAt(28 + minutes(5), enqueueNewReminders)).toBe(1);
  // One that renews by itself has an hour more.
  expect(await lookAt(30 + minutes(5), enqueueNewReminders)).toBe(0);
  expect(await lookAt(30 + minutes(65), enqueueNewReminders)).toBe(1);
});
