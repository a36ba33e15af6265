import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn, signInWithCode } from "@/lib/domain/sessions/sign-in";
import type { Mailer } from "@/lib/mail/mailer";
import { createMailer } from "@/lib/mail/smtp";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { totpCode, totpStep } from "@/lib/totp";
import { listInbox } from "../mail/inbox";
import { readMailSettings, setMailLocale } from "../mail/settings";
import { findSession, listSessions, signOutOne, signOutOthers } from "../sessions/current";
import { changePassword, mailReset, resetPassword, throttleReset } from "./password";
import { askToSignUp, confirmSignUp } from "./sign-up";
import { enableTwoFactor, startTwoFactor } from "./two-factor";

const mailer: Mailer = createMailer({ smtpUrl: "", from: "", publicUrl: "https://shop.test", contact: null });
let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness({ mailer });
});
afterAll(() => shop.close());

let lastIp = 0;
const newIp = () => `10.1.0.${++lastIp}`;
const PASSWORD = "a long password";

const signUp = (email: string, password = PASSWORD) =>
  askToSignUp(shop, {
    email,
    password,
    locale: "ru",
    referralCode: "FRIEND1",
    ip: newIp(),
    next: "/catalog",
  });

async function mailsTo(address: string) {
  return listInbox(shop, { address, topics: null });
}

async function newestToken(address: string): Promise<string> {
  const [mail] = await mailsTo(address);
  return new URL(mail?.link ?? "").searchParams.get("token") ?? "";
}

const newSession = (user: { email: string; password: string }, userAgent = "Firefox") =>
  signIn(shop, { ...user, ip: newIp(), userAgent });

test("nobody exists before the mailed link is used, and it makes one user, once", async () => {
  await signUp("New@Example.test");
  const [mail] = await mailsTo("new@example.test");
  expect(mail).toMatchObject({ topic: "confirm", locale: "ru" });
  expect(new URL(mail?.link ?? "").searchParams.get("next")).toBe("/catalog");
  await expect(newSession({ email: "new@example.test", password: PASSWORD })).rejects.toMatchObject({
    code: "invalid_key",
  });
  const token = await newestToken("new@example.test");
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => confirmSignUp(shop, token)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await newSession({ email: "new@example.test", password: PASSWORD })).toHaveLength(40);
  const stored = await shop.db.query("select * from sign_ups where hash = $1 or email = 'new@example.test'", [
    token,
  ]);
  expect(stored).toEqual([]);
});

test("who came by a referral link counts for whose code it carries", async () => {
  const friend = await shop.newUser();
  const code = (await shop.send("GET", "/referrals", { key: friend.api_key })).body.code;
  const wish = { email: "invited@example.test", password: PASSWORD, locale: "en" as const, ip: newIp() };
  await askToSignUp(shop, { ...wish, referralCode: code, next: null });
  await confirmSignUp(shop, await newestToken("invited@example.test"));
  expect((await shop.send("GET", "/referrals", { key: friend.api_key })).body).toMatchObject({ invited: 1 });
});

test("two links of one address make one user: the one that was used", async () => {
  await signUp("twice@example.test", "the attacker's one");
  const first = await newestToken("twice@example.test");
  await signUp("twice@example.test");
  await confirmSignUp(shop, await newestToken("twice@example.test"));
  await expect(confirmSignUp(shop, first)).rejects.toMatchObject({ code: "invalid_key" });
  expect(await newSession({ email: "twice@example.test", password: PASSWORD })).toHaveLength(40);
});

test("a sign-up for an address with an account answers the same, changes nothing, and tells its owner", async () => {
  const user = await shop.newUser();
  expect(await signUp(user.email)).toBe(await signUp("nobody-yet@example.test"));
  expect((await mailsTo(user.email)).map(({ topic }) => topic)).toEqual(["sign_up_again"]);
  expect(await newSession(user)).toHaveLength(40);
});

test("a link is good for 24 hours", async () => {
  await signUp("slow@example.test");
  const token = await newestToken("slow@example.test");
  const [row] = await shop.db.query<{ expires_at: Date }>(
    "update sign_ups set expires_at = expires_at - interval '24 hours' where email = $1 returning expires_at",
    ["slow@example.test"],
  );
  expect(Math.abs((row?.expires_at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  await expect(confirmSignUp(shop, token)).rejects.toMatchObject({ code: "invalid_key" });
});

test("mails to one address and asks from one place are counted, whether the address is known or not", async () => {
  const user = await shop.newUser();
  for (const email of [user.email, "unknown@example.test"]) {
    for (let n = 0; n < 5; n++) await throttleReset(shop, { email, ip: newIp() });
    await expect(throttleReset(shop, { email, ip: newIp() })).rejects.toMatchObject({ code: "rate_limited" });
    await expect(signUp(email)).rejects.toMatchObject({ code: "rate_limited" });
  }
  const ip = newIp();
  for (let n = 0; n < 20; n++) await throttleReset(shop, { email: `${n}@example.test`, ip });
  await expect(throttleReset(shop, { email: "20@example.test", ip })).rejects.toMatchObject({
    code: "rate_limited",
  });
});

test("a reset link sets a password once and ends every session; an unknown address gets nothing", async () => {
  const user = await shop.newUser();
  const session = await newSession(user);
  await mailReset(shop, "unknown@example.test");
  await mailReset(shop, user.email);
  const older = await newestToken(user.email);
  await mailReset(shop, user.email);
  const token = await newestToken(user.email);
  const tries = await Promise.allSettled(
    Array.from({ length: 4 }, (_, n) => resetPassword(shop, { token, password: `new password ${n}` })),
  );
  const winner = tries.findIndex(({ status }) => status === "fulfilled");
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(resetPassword(shop, { token: older, password: PASSWORD })).rejects.toMatchObject({
    code: "invalid_key",
  });
  expect(await findSession(shop, session)).toBeNull();
  await expect(newSession(user)).rejects.toMatchObject({ code: "invalid_key" });
  expect(await newSession({ email: user.email, password: `new password ${winner}` })).toHaveLength(40);
});

test("a reset link is good for one hour", async () => {
  const user = await shop.newUser();
  await mailReset(shop, user.email);
  await shop.db.query(
    "update one_time_tokens set expires_at = expires_at - interval '1 hour' where user_id = $1",
    [user.user_id],
  );
  const late = resetPassword(shop, { token: await newestToken(user.email), password: PASSWORD });
  await expect(late).rejects.toMatchObject({ code: "invalid_key" });
});

test("changing the password takes the current one and ends the other sessions with their keys", async () => {
  const user = await shop.newUser();
  const [mine, other] = [await newSession(user), await newSession(user)];
  const otherKey = (await findSession(shop, other))?.key;
  const session = { id: mine, userId: user.user_id };
  const wish = { current: "wrong", password: PASSWORD };
  await expect(changePassword(shop, session, wish)).rejects.toMatchObject({ code: "invalid_key" });
  expect(await findSession(shop, other)).not.toBeNull();
  await changePassword(shop, session, { ...wish, current: user.password });
  expect((await mailsTo(user.email)).map(({ topic }) => topic)).toContain("password_changed");
  expect(await findSession(shop, mine)).not.toBeNull();
  expect(await findSession(shop, other)).toBeNull();
  expect((await shop.send("GET", "/proxy/catalog", { key: otherKey })).status).toBe(401);
  expect(await newSession({ email: user.email, password: PASSWORD })).toHaveLength(40);
});

test("sessions are listed to their owner alone, end one by one or all but this, and hide their secret id", async () => {
  const [user, stranger] = [await shop.newUser(), await shop.newUser()];
  const [phone, mine] = [await newSession(user, "Phone"), await newSession(user, "Laptop")];
  const theirs = await newSession(stranger);
  const list = await listSessions(shop, { id: mine, userId: user.user_id });
  expect(list.map(({ userAgent, isThis }) => [userAgent, isThis])).toEqual([
    ["Laptop", true],
    ["Phone", false],
  ]);
  expect(JSON.stringify(list)).not.toContain(phone);
  const [theirHandle] = await listSessions(shop, { id: theirs, userId: stranger.user_id });
  await signOutOne(shop, user.user_id, theirHandle?.handle ?? 0);
  expect(await findSession(shop, theirs)).not.toBeNull();
  await signOutOne(shop, user.user_id, list[1]?.handle ?? 0);
  expect(await findSession(shop, phone)).toBeNull();
  const third = await newSession(user);
  await signOutOthers(shop, user.user_id, mine);
  expect([await findSession(shop, third), (await findSession(shop, mine))?.userId]).toEqual([
    null,
    user.user_id,
  ]);
});

test("mails are in the language of the first sign-in, unless the user signed up or chose in another", async () => {
  const { user_id: userId, email, password } = await shop.newUser();
  const language = async () => (await readMailSettings(shop, userId)).locale;
  const signInReading = (locale: "en" | "ru") => signIn(shop, { email, password, ip: newIp(), locale });
  expect(await language()).toBe("en");
  await signInReading("ru");
  expect(await language()).toBe("ru");
  await signInReading("en");
  expect(await language()).toBe("ru");
  await setMailLocale(shop, userId, "en");
  await signInReading("ru");
  expect(await language()).toBe("en");

  await signUp("reads-russian@example.test");
  const joined = await confirmSignUp(shop, await newestToken("reads-russian@example.test"));
  await signIn(shop, { email: "reads-russian@example.test", password: PASSWORD, ip: newIp(), locale: "en" });
  expect((await readMailSettings(shop, joined)).locale).toBe("ru");
});

test("with the password goes what the one before has earned: mailed links, and challenges for a code", async () => {
  const user = await shop.newUser();
  const session = { id: await newSession(user), userId: user.user_id };
  const secret = await startTwoFactor(shop, user.user_id, user.password);
  await enableTwoFactor(shop, user.user_id, totpCode(secret, totpStep(new Date()) - 1));
  const challenge = await newSession(user).catch((error: { challenge: string }) => error.challenge);
  await mailReset(shop, user.email);
  const token = await newestToken(user.email);
  await changePassword(shop, session, { current: user.password, password: PASSWORD });
  await expect(resetPassword(shop, { token, password: "a thief's one" })).rejects.toMatchObject({
    code: "invalid_key",
  });
  const code = totpCode(secret, totpStep(new Date()));
  await expect(signInWithCode(shop, { challenge, code, ip: newIp() })).rejects.toMatchObject({
    code: "key_expired",
  });
});
