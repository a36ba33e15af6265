import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { findSession, signOut } from "./current";
import { confirmByKey, findRemoteSession, type RemotePerson, signInRemotely } from "./remote";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const ORIGIN = "https://panel.example/proxy/api/v1";
let lastIp = 0;

function enter(person: RemotePerson, wish: { userId?: number; signingSecret?: string } = {}) {
  const attempt = { origin: ORIGIN, key: "far_key", ip: `10.9.0.${++lastIp}`, userAgent: "test" };
  const { userId = null, signingSecret = null } = wish;
  return signInRemotely(shop, { ...attempt, userId, signingSecret }, async () => person);
}

const RESELLER: RemotePerson = { role: "reseller", name: "Far shop", userId: 7 };
const OPERATOR: RemotePerson = { role: "operator", name: "Desk", userId: null };

test("a key of another deployment opens a session in the shape of any other, sealed in its row", async () => {
  const id = await enter(RESELLER, { signingSecret: "far_secret" });
  expect(await findRemoteSession(shop, id, ORIGIN)).toMatchObject({
    id,
    userId: 7,
    email: "Far shop",
    role: "customer",
    key: "far_key",
    isByKey: true,
    isConfirmed: false,
    remote: { isOperator: false, signingSecret: "far_secret" },
  });
  const [row] = await shop.db.query("select * from sessions where id = $1", [id]);
  expect(JSON.stringify(row)).not.toMatch(/far_key|far_secret/);
});

test("it is no session of ours, and none at another deployment: its key is sent nowhere else", async () => {
  const id = await enter(RESELLER);
  expect(await findSession(shop, id)).toBeNull();
  expect(await findRemoteSession(shop, id, "https://other.example/proxy/api/v1")).toBeNull();
});

test("an operator key acts for the user that it names, and opens nothing without one", async () => {
  const id = await enter(OPERATOR, { userId: 12 });
  expect(await findRemoteSession(shop, id, ORIGIN)).toMatchObject({
    userId: 12,
    role: "customer",
    remote: { isOperator: true },
  });
  await expect(enter(OPERATOR)).rejects.toMatchObject({ code: "bad_request" });
});

test("a reseller key acts for its own user, whoever is typed beside it", async () => {
  const id = await enter(RESELLER, { userId: 99 });
  expect((await findRemoteSession(shop, id, ORIGIN))?.userId).toBe(7);
});

test("a signed-out session is gone", async () => {
  const id = await enter(RESELLER);
  await signOut(shop, id);
  expect(await findRemoteSession(shop, id, ORIGIN)).toBeNull();
});

test("the key, typed again, confirms the session; five wrong ones close the door", async () => {
  const id = await enter(RESELLER);
  const session = { id, key: "far_key" };
  await expect(confirmByKey(shop, session, "far_kex")).rejects.toMatchObject({ code: "invalid_key" });
  expect((await findRemoteSession(shop, id, ORIGIN))?.isConfirmed).toBe(false);
  await confirmByKey(shop, session, " far_key ");
  expect((await findRemoteSession(shop, id, ORIGIN))?.isConfirmed).toBe(true);
  const other = { id: await enter(RESELLER), key: "far_key" };
  const ends = await Promise.all(
    Array.from({ length: 7 }, () =>
      confirmByKey(shop, other, "wrong").catch((error: AppError) => error.code),
    ),
  );
  expect(ends.filter((code) => code === "invalid_key")).toHaveLength(5);
  await expect(confirmByKey(shop, other, "far_key")).rejects.toMatchObject({ code: "rate_limited" });
});

test("refusals of the deployment are passed on, and 20 tries from an address are enough", async () => {
  const attempt = { origin: ORIGIN, key: "far_key", ip: "10.9.1.1", userId: null, signingSecret: null };
  const refuse = () => Promise.reject(new AppError("key_expired", "Too old."));
  const codes: unknown[] = [];
  for (let i = 0; i < 21; i++)
    codes.push(await signInRemotely(shop, attempt, refuse).catch((error: AppError) => error.code));
  expect(codes).toEqual([...Array(20).fill("key_expired"), "rate_limited"]);
});

test("the database keeps the two kinds of sessions apart", async () => {
  const insert =
    "insert into sessions (id, key_sealed, created_at, expires_at) values ('x', '', now(), now())";
  await expect(shop.db.query(insert)).rejects.toThrow(/check/);
});
