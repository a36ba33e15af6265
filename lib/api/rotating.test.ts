import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import {
  addUsage,
  listExits,
  listGatewayAddresses,
  listGrants,
  readGrantByLogin,
  readGrants,
} from "@/lib/store/access";
import { insertStock } from "@/lib/store/catalog";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
let operator: Newcomer;
let user: Newcomer;
/** A fresh subscription of 2 GB. */
let id: number;
beforeAll(async () => {
  shop = await createTestBusiness();
  await insertStock(shop.db, [
    {
      supplier: "local",
      category: "mobile",
      country: "US",
      ip: "127.8.1.1",
      port_http: 8080,
      port_socks: 1080,
    },
  ]);
  operator = await shop.newUser("0.00", "operator");
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

const grant = async (owner: Newcomer) => {
  const body = {
    user_id: owner.user_id,
    category: "mobile",
    country_name: "US",
    quantity: 2,
    reason: "A test",
  };
  return (await shop.send("POST", "/admin/subscriptions", { key: operator.api_key, body })).body.id as number;
};
const credentialsOf = (key: string) => shop.send("GET", `/proxy/subscriptions/${id}/credentials`, { key });

test("credentials are the endpoint with a login and password; a foreign one is missing", async () => {
  user = await shop.newUser();
  id = await grant(user);
  const { body, headers } = await credentialsOf(user.api_key);
  expect(body).toEqual({
    subscription_id: id,
    kind: "rotating",
    upstream_login: expect.stringMatching(/^u[0-9A-Za-z]{10}$/),
    upstream_endpoint: shop.endpoint,
    upstream_password: expect.stringMatching(/^[0-9A-Za-z]{24}$/),
  });
  expect(headers.get("Cache-Control")).toBe("no-store");
  const shown = await shop.send("GET", `/proxy/subscriptions/${id}/addresses`, { key: user.api_key });
  expect(shown.body).toEqual({
    items: [{ ip: "127.0.0.1", port_http: 7000, port_socks: 7000 }],
    countries: ["US"],
  });
  expect((await credentialsOf((await shop.newUser()).api_key)).status).toBe(404);
});

test("rotating the credentials drops the old login and keeps the traffic", async () => {
  const { body: before } = await credentialsOf(user.api_key);
  const path = `/proxy/subscriptions/${id}/credentials/rotate`;
  expect((await shop.send("POST", path, { key: user.api_key })).status).toBe(200);
  const { body: after } = await credentialsOf(user.api_key);
  expect(after.upstream_login).not.toBe(before.upstream_login);
  expect(await readGrantByLogin(shop.db, before.upstream_login)).toBeNull();
  expect(await readGrantByLogin(shop.db, after.upstream_login)).toMatchObject({
    subscription_id: id,
    bought_bytes: 2_000_000_000,
    expires_at: null,
    barred: null,
  });
});

test("it is neither renewed nor auto-renewed: 409, and nothing is charged", async () => {
  const path = `/proxy/subscriptions/${id}`;
  const renewal = await shop.send("POST", `${path}/renew`, {
    key: user.api_key,
    idempotencyKey: "renew-a-rotating-one",
  });
  const auto = await shop.send("POST", `${path}/auto-renew`, {
    key: user.api_key,
    body: { auto_renew: true },
  });
  for (const answer of [renewal, auto])
    expect([answer.status, answer.body.error.code]).toEqual([409, "invalid_state"]);
  const { body: card } = await shop.send("GET", path, { key: user.api_key });
  expect([card.renewal_price_usd, card.auto_renew]).toEqual([null, false]);
});

test("recorded traffic shows in the card, a batch that comes twice once, and never less than nothing is left", async () => {
  const card = async () =>
    (await shop.send("GET", `/proxy/subscriptions/${id}`, { key: user.api_key })).body.traffic;
  const usage = [{ subscriptionId: id, bytesUp: 500_000_000, bytesDown: 700_000_000, connections: 3 }];
  const batch = randomUUID();
  for (const _again of [1, 2])
    expect(await addUsage(shop.db, batch, new Date(), usage)).toEqual([
      { subscription_id: id, used_bytes: 1_200_000_000 },
    ]);
  expect(await card()).toEqual({ used_bytes: 1_200_000_000, left_bytes: 800_000_000 });
  await addUsage(shop.db, randomUUID(), new Date(), usage);
  expect(await card()).toEqual({ used_bytes: 2_400_000_000, left_bytes: 0 });
});

test("a ban and a suspension close its grant; lifting them opens it", async () => {
  const bar = async () => (await readGrants(shop.db, [id]))[0]?.barred;
  const act = (path: string, body: object) => shop.send("POST", path, { key: operator.api_key, body });
  const ban = `/admin/users/${user.user_id}/ban`;
  const subscription = `/admin/subscriptions/${id}`;
  for (const [path, facts, barred] of [
    [ban, { banned: true }, "banned"],
    [ban, { banned: false }, null],
    [`${subscription}/suspend`, {}, "suspended"],
    [`${subscription}/resume`, {}, null],
  ] as const) {
    await act(path, { ...facts, reason: "A test" });
    expect([path, await bar()]).toEqual([path, barred]);
  }
});

test("the gateway reads grants page by page, each once", async () => {
  const pages = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await listGrants(shop.db, { after, limit: 1 });
    after = page[0]?.subscription_id;
    pages.push(...page);
  }
  const all = await listGrants(shop.db, { after: 0, limit: 1_000 });
  expect(pages.length).toBeGreaterThan(0);
  expect(pages).toEqual(all);
  expect(all).toEqual(await readGrants(shop.db, [...all.map((row) => row.subscription_id), 999_999]));
});

test("exits are for leaving only: nobody can buy them and the gateway does not listen there", async () => {
  expect(await listExits(shop.db, "local")).toEqual([{ category: "mobile", country: "US", ip: "127.8.1.1" }]);
  expect((await listGatewayAddresses(shop.db, "local")).map(({ ip }) => ip)).not.toContain("127.8.1.1");
  const { body } = await shop.send("GET", "/proxy/catalog", { key: user.api_key });
  const mobile = body.categories.find(({ category }: { category: string }) => category === "mobile");
  expect(mobile.countries).toEqual([]);
});
