import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { freshKey, markDeposit, openDeposit, pay, walletOf } from "@/lib/testing/payer";

let shop: TestBusiness;
let operatorKey: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

const stats = async (key: string) => (await shop.send("GET", "/referrals", { key })).body;
const reverse = (tx: number) => markDeposit(shop, operatorKey, tx, "failed");
const wallet = (user: { user_id: number }) => walletOf(shop, user.user_id);

async function deposit(key: string, amount_usd: string): Promise<number> {
  const { body } = await openDeposit(shop, key, { amount_usd });
  await pay(shop, body.external_id);
  return body.transaction_id;
}

/** A referrer and somebody who came by the link. */
async function newPair() {
  const referrer = await shop.newUser("0.00");
  const { code } = await stats(referrer.api_key);
  return { referrer, code, invited: await shop.newUser("0.00", "customer", code) };
}

test("every completed deposit of an invited user gives the referrer 10 %, rounded half up", async () => {
  const { referrer, code, invited } = await newPair();
  expect(code).toMatch(/^[0-9a-f]{12}$/);
  expect(await stats(referrer.api_key)).toEqual({
    code,
    link: `http://shop.test/?ref=${code}`,
    rate_percent: 10,
    invited: 1,
    paying: 0,
    earned_usd: "0.00",
  });
  await deposit(invited.api_key, "25.00");
  await deposit(invited.api_key, "1.05");
  expect(await stats(referrer.api_key)).toMatchObject({ invited: 1, paying: 1, earned_usd: "2.61" });
  const { body } = await shop.send("GET", "/transactions?type=referral", { key: referrer.api_key });
  expect(body.items.map((item: { amount_usd: string }) => item.amount_usd)).toEqual(["0.11", "2.50"]);
  expect(JSON.stringify(body)).not.toContain("external_id");
});

test("a reversed deposit takes the share back: what is there, and the rest as a debt, paid first", async () => {
  const { referrer, invited } = await newPair();
  const tx = await deposit(invited.api_key, "500.00");
  const bought = await shop.send("POST", "/proxy/static", {
    key: referrer.api_key,
    body: { category: "isp", country_name: "US", quantity: 12 },
    idempotencyKey: freshKey(),
  });
  expect(bought.body.price_usd).toBe("27.60");
  await reverse(tx);
  expect(await wallet(referrer)).toEqual({ balance: "0.00", debt: "27.60" });
  expect(await wallet(invited)).toEqual({ balance: "0.00", debt: "0.00" });
  expect(await stats(referrer.api_key)).toMatchObject({ paying: 0, earned_usd: "0.00" });
  await deposit(invited.api_key, "100.00");
  expect(await wallet(referrer)).toEqual({ balance: "0.00", debt: "17.60" });
  await deposit(referrer.api_key, "20.00");
  expect(await wallet(referrer)).toEqual({ balance: "2.40", debt: "0.00" });
});

test("a referral reversed twice is taken back once", async () => {
  const { referrer, invited } = await newPair();
  const tx = await deposit(invited.api_key, "50.00");
  await deposit(invited.api_key, "50.00");
  await Promise.all([reverse(tx), reverse(tx), reverse(tx)]);
  expect(await wallet(referrer)).toEqual({ balance: "5.00", debt: "0.00" });
});

test("a banned referrer earns nothing, and never to oneself", async () => {
  const { referrer, invited } = await newPair();
  await shop.db.query("update users set is_banned = true where id = $1", [referrer.user_id]);
  await deposit(invited.api_key, "50.00");
  expect(await wallet(referrer)).toEqual({ balance: "0.00", debt: "0.00" });
  const oneself = shop.db.query("update users set referred_by = id where id = $1", [invited.user_id]);
  await expect(oneself).rejects.toThrow("check");
});

test("a code that nobody has brings nobody, and a user who came without a link has no referrer", async () => {
  const lone = await shop.newUser("0.00", "customer", "000000000000");
  await deposit(lone.api_key, "50.00");
  expect(await shop.db.query("select * from referral_earnings where user_id = $1", [lone.user_id])).toEqual(
    [],
  );
});

test("the stats of another are not to be seen, and an operator names the user", async () => {
  const { referrer, invited } = await newPair();
  const path = `/referrals?user_id=${referrer.user_id}`;
  expect((await shop.send("GET", path, { key: invited.api_key })).status).toBe(404);
  expect((await shop.send("GET", path, { key: operatorKey })).body.invited).toBe(1);
  expect((await shop.send("GET", "/referrals", { key: operatorKey })).status).toBe(400);
  expect((await shop.send("GET", "/referrals")).status).toBe(401);
  await shop.db.query("update api_keys set scopes = '{}' where user_id = $1", [invited.user_id]);
  expect((await shop.send("GET", "/referrals", { key: invited.api_key })).status).toBe(403);
});

test("QA makes an invited user by the code of the link", async () => {
  const { code } = await newPair();
  const body = { referral_code: code };
  const made = await shop.send("POST", "/sandbox/users", { key: operatorKey, body });
  await deposit(made.body.api_key, "10.00");
  const earned = await shop.db.query("select amount from referral_earnings where user_id = $1", [
    made.body.user_id,
  ]);
  expect(earned).toEqual([{ amount: "1.00" }]);
  const wrong = { referral_code: "someone" };
  expect((await shop.send("POST", "/sandbox/users", { key: operatorKey, body: wrong })).status).toBe(400);
});
