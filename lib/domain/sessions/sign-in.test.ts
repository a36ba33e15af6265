import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "@/lib/domain/keys/create";
import { sha256Hex } from "@/lib/ids";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { totpCode, totpStep } from "@/lib/totp";
import { disableTwoFactor, enableTwoFactor, readTwoFactor, startTwoFactor } from "../users/two-factor";
import { confirmPassword, findSession } from "./current";
import { CodeNeeded, signIn, signInWithCode, signInWithKey } from "./sign-in";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

let lastIp = 0;
const newIp = () => `10.2.${lastIp >> 8}.${++lastIp & 255}`;

interface Guarded {
  user_id: number;
  email: string;
  password: string;
  secret: string;
  recovery: string[];
}

/** A user with two-factor on. */
async function newGuarded(): Promise<Guarded> {
  const user = await shop.newUser();
  const secret = await startTwoFactor(shop, user.user_id, user.password);
  const recovery = await enableTwoFactor(shop, user.user_id, codeOf(secret, -1));
  return { ...user, secret, recovery };
}

const codeOf = (secret: string, by = 0) => totpCode(secret, totpStep(new Date()) + by);

async function challengeOf(user: Guarded): Promise<string> {
  const refusal = await signIn(shop, { ...user, ip: newIp() }).catch((error: unknown) => error);
  if (refusal instanceof CodeNeeded) return refusal.challenge;
  throw new Error("No code was asked for.");
}

const second = (challenge: string, code: string) => signInWithCode(shop, { challenge, code, ip: newIp() });

/** The tries that got as far as the hash are those that were told "wrong"; the others were told "too many". */
async function reachedHash(tries: { email: string; ip: string }[]): Promise<number> {
  const codes = await Promise.all(
    tries.map((attempt) =>
      signIn(shop, { ...attempt, password: "wrong" }).then(
        () => "open",
        (error: { code: string }) => error.code,
      ),
    ),
  );
  expect(new Set(codes)).toEqual(new Set(["invalid_key", "rate_limited"]));
  return codes.filter((code) => code === "invalid_key").length;
}

const quarter = () => Math.floor(Date.now() / 900_000);

test("of 1 000 wrong sign-ins at most 20 reach the hash from one address, and 5 for one account", async () => {
  const user = await shop.newUser();
  const startedIn = quarter();
  const ip = newIp();
  const fromOne = await reachedHash(
    Array.from({ length: 500 }, (_, n) => ({ email: `${n}@example.test`, ip })),
  );
  const forOne = await reachedHash(
    Array.from({ length: 500 }, (_, n) => ({ email: user.email, ip: `10.3.${n >> 8}.${n & 255}` })),
  );
  const windows = quarter() - startedIn + 1;
  expect(fromOne).toBeLessThanOrEqual(20 * windows);
  expect(forOne).toBeLessThanOrEqual(5 * windows);
});

test("a whole /64 of IPv6 is one place, and one that had its tries uses up no account's", async () => {
  const user = await shop.newUser();
  const startedIn = quarter();
  const net = "2001:db8:0:64";
  const spread = Array.from({ length: 100 }, (_, n) => ({
    email: `${n}@net.example.test`,
    ip: `${net}::${n}`,
  }));
  expect(await reachedHash(spread)).toBeLessThanOrEqual(20 * (quarter() - startedIn + 1));
  const onUser = (n: number) => signIn(shop, { email: user.email, password: "wrong", ip: `${net}::1:${n}` });
  const codes = await Promise.all([1, 2, 3, 4, 5].map((n) => onUser(n).catch(({ code }) => code)));
  if (quarter() === startedIn) expect(new Set(codes)).toEqual(new Set(["rate_limited"]));
  const attempt = { email: user.email, password: user.password, ip: newIp() };
  expect(await signIn(shop, attempt)).toHaveLength(40);
});

test("two-factor is on after a first right code only, and then the password alone opens nothing", async () => {
  const user = await shop.newUser();
  await expect(startTwoFactor(shop, user.user_id, "wrong")).rejects.toMatchObject({ code: "invalid_key" });
  await expect(enableTwoFactor(shop, user.user_id, "000000")).rejects.toMatchObject({
    code: "invalid_state",
  });
  const secret = await startTwoFactor(shop, user.user_id, user.password);
  await expect(enableTwoFactor(shop, user.user_id, "12345")).rejects.toMatchObject({ code: "invalid_key" });
  expect(await signIn(shop, { ...user, ip: newIp() })).toHaveLength(40);
  const recovery = await enableTwoFactor(shop, user.user_id, codeOf(secret, -1));
  expect(await readTwoFactor(shop, user.user_id)).toEqual({ isOn: true, recoveryCodes: 10 });
  expect(new Set(recovery).size).toBe(10);
  await expect(signIn(shop, { ...user, ip: newIp() })).rejects.toBeInstanceOf(CodeNeeded);
  const stored = JSON.stringify(
    await shop.db.query(
      "select secret_sealed, (select array_agg(hash) from recovery_codes) from second_factors",
    ),
  );
  for (const text of [secret, ...recovery]) expect(stored).not.toContain(text);
  await expect(startTwoFactor(shop, user.user_id, user.password)).rejects.toMatchObject({
    code: "invalid_state",
  });
});

test("a code opens one session: neither it nor its challenge counts again", async () => {
  const user = await newGuarded();
  const [challenge, other] = [await challengeOf(user), await challengeOf(user)];
  const code = codeOf(user.secret);
  const tries = await Promise.allSettled([second(challenge, code), second(other, code)]);
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(second(await challengeOf(user), code)).rejects.toMatchObject({ code: "invalid_key" });
  await expect(second(challenge, codeOf(user.secret, 1))).rejects.toMatchObject({ code: "key_expired" });
  await expect(second("no such challenge", code)).rejects.toMatchObject({ code: "key_expired" });
});

test("a recovery code opens one session, whatever its dashes and case", async () => {
  const user = await newGuarded();
  const code = user.recovery[0] ?? "";
  expect(await second(await challengeOf(user), code.replaceAll("-", " ").toUpperCase())).toHaveLength(40);
  await expect(second(await challengeOf(user), code)).rejects.toMatchObject({ code: "invalid_key" });
  expect((await readTwoFactor(shop, user.user_id)).recoveryCodes).toBe(9);
});

test("wrong codes are counted per account, over all challenges and addresses", async () => {
  const user = await newGuarded();
  const challenge = await challengeOf(user);
  for (let n = 0; n < 5; n++)
    await expect(second(challenge, "wrong-code")).rejects.toMatchObject({ code: "invalid_key" });
  await expect(second(await challengeOf(user), codeOf(user.secret))).rejects.toMatchObject({
    code: "rate_limited",
  });
});

test("a challenge is good for ten minutes", async () => {
  const user = await newGuarded();
  const challenge = await challengeOf(user);
  await shop.db.query("update one_time_tokens set expires_at = expires_at - interval '10 minutes'");
  await expect(second(challenge, codeOf(user.secret))).rejects.toMatchObject({ code: "key_expired" });
});

test("turning two-factor off takes the password and a code", async () => {
  const user = await newGuarded();
  const off = (password: string, code: string) => disableTwoFactor(shop, user.user_id, { password, code });
  await expect(off("wrong", codeOf(user.secret))).rejects.toMatchObject({ code: "invalid_key" });
  await expect(off(user.password, "wrong-code")).rejects.toMatchObject({ code: "invalid_key" });
  await off(user.password, codeOf(user.secret));
  expect(await signIn(shop, { ...user, ip: newIp() })).toHaveLength(40);
});

test("a session is confirmed by the password, or by a code when two-factor is on", async () => {
  const user = await newGuarded();
  const id = await second(await challengeOf(user), user.recovery[0] ?? "");
  const session = { id, userId: user.user_id };
  await expect(confirmPassword(shop, session, "wrong")).rejects.toMatchObject({ code: "invalid_key" });
  expect((await findSession(shop, id))?.isConfirmed).toBe(false);
  await confirmPassword(shop, session, codeOf(user.secret));
  expect((await findSession(shop, id))?.isConfirmed).toBe(true);
  const plain = await shop.newUser();
  const other = { id: await signIn(shop, { ...plain, ip: newIp() }), userId: plain.user_id };
  await expect(confirmPassword(shop, other, codeOf(user.secret))).rejects.toMatchObject({
    code: "invalid_key",
  });
  await confirmPassword(shop, other, plain.password);
});

test("a key opens a session with its own scopes at most, and revoking it ends the session", async () => {
  const user = await shop.newUser();
  const { id: keyId, key } = await createKey(shop.db, {
    kind: "reseller",
    userId: user.user_id,
    name: "read only",
    scopes: ["proxy:read"],
    prefix: "pdk_",
    expiresAt: null,
  });
  const sessionId = await signInWithKey(shop, { key, ip: newIp() });
  const session = await findSession(shop, sessionId);
  expect(session).toMatchObject({ userId: user.user_id, isByKey: true });
  const asSession = { key: session?.key };
  expect((await shop.send("GET", "/proxy/subscriptions", asSession)).status).toBe(200);
  const buy = { ...asSession, idempotencyKey: "by-key-session", body: {} };
  expect((await shop.send("POST", "/proxy/static", buy)).body.error.code).toBe("forbidden_scope");
  await shop.db.query("update api_keys set revoked_at = now() where id = $1", [keyId]);
  expect(await findSession(shop, sessionId)).toBeNull();
  await expect(signInWithKey(shop, { key, ip: newIp() })).rejects.toMatchObject({ code: "invalid_key" });
});

test("a key never opens more than it may do: an operator's small key opens nothing, a session's key neither", async () => {
  const operator = await shop.newUser("0.00", "operator");
  const keyOf = (kind: "reseller" | "session") =>
    createKey(shop.db, {
      kind,
      userId: operator.user_id,
      name: kind,
      scopes: ["proxy:read"],
      prefix: "pdk_",
      expiresAt: null,
    });
  for (const kind of ["reseller", "session"] as const) {
    const { key } = await keyOf(kind);
    await expect(signInWithKey(shop, { key, ip: newIp() })).rejects.toMatchObject({
      code: "forbidden_scope",
    });
  }
  const id = await signInWithKey(shop, { key: operator.api_key, ip: newIp() });
  expect((await findSession(shop, id))?.role).toBe("operator");
});

test("a key's networks are asked for the address, whatever a proxy in front wrote around it", async () => {
  const user = await shop.newUser();
  const find = sha256Hex(user.api_key);
  await shop.db.query("update api_keys set allowed_ips = '{203.0.113.0/24}' where hash = $1", [find]);
  for (const ip of ["198.51.100.7", "198.51.100.7:4711", "unknown", "203.0.113.7, 203.0.113.8", "' or 1=1"])
    await expect(signInWithKey(shop, { key: user.api_key, ip })).rejects.toMatchObject({
      code: "ip_not_allowed",
    });
  for (const ip of ["203.0.113.7", "203.0.113.7:4711", "::ffff:203.0.113.7"])
    expect(await signInWithKey(shop, { key: user.api_key, ip })).toHaveLength(40);
});

test("guessing keys from one address is limited", async () => {
  const ip = newIp();
  for (let n = 0; n < 20; n++)
    await expect(signInWithKey(shop, { key: `pdk_${n}`, ip })).rejects.toMatchObject({ code: "invalid_key" });
  await expect(signInWithKey(shop, { key: "pdk_20", ip })).rejects.toMatchObject({ code: "rate_limited" });
});
