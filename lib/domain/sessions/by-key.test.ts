import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { findSession } from "./current";
import { signIn, signInWithKey } from "./sign-in";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const IP = "203.0.113.7";
let lastIp = 0;

/** A user whose key has opened a session, and what its owner does to the key from the dashboard. */
async function newKeyHolder() {
  const user = await shop.newUser();
  const owner = await findSession(shop, await signIn(shop, { ...user, ip: `10.7.0.${++lastIp}` }));
  const made = await shop.send("POST", "/keys", {
    key: owner?.key,
    body: { name: "lent", scopes: ["proxy:read", "proxy:buy"], allowed_ips: ["203.0.113.0/24"] },
  });
  const id = await signInWithKey(shop, { key: made.body.api_key, ip: IP });
  const change = (method: string, path: string, body: unknown) =>
    shop.send(method, `/keys/${made.body.id}${path}`, { key: owner?.key, body });
  return { id, change, find: (ip = IP) => findSession(shop, id, ip) };
}

test.each<[string, string, string, unknown]>([
  ["is replaced at once", "POST", "/rotate", { overlap: "now" }],
  ["loses a scope", "PATCH", "", { scopes: ["proxy:read"] }],
  ["gets a spending cap", "PATCH", "", { spend_cap: { amount_usd: "5.00", period: "total" } }],
  ["has to sign from now on", "POST", "/signing-secret", { overlap: "now", signing: "required" }],
  ["may not be used from there any more", "PATCH", "", { allowed_ips: ["198.51.100.0/24"] }],
])("the session of a key ends when the key %s", async (_name, method, path, body) => {
  const { change, find } = await newKeyHolder();
  expect(await find()).not.toBeNull();
  expect((await change(method, path, body)).status).toBeLessThan(300);
  expect(await find()).toBeNull();
});

test("it goes on when the key is renamed, or replaced with an overlap, until that ends", async () => {
  const { change, find } = await newKeyHolder();
  await change("PATCH", "", { name: "lent for long" });
  await change("POST", "/rotate", { overlap: "1h" });
  expect(await find()).not.toBeNull();
  await shop.db.query(
    "update api_keys set replaced_until = now() - interval '1 second' where replaced_by is not null",
  );
  expect(await find()).toBeNull();
});

test("it counts only where the key may be used from", async () => {
  const { find } = await newKeyHolder();
  expect(await find("203.0.113.8")).not.toBeNull();
  for (const ip of ["198.51.100.7", "unknown", ""]) expect(await find(ip)).toBeNull();
});
