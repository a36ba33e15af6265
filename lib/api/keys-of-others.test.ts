import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { signedInUser } from "@/lib/testing/sessions";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const wish = { name: "Billing server", scopes: ["proxy:read", "proxy:buy"] };
const signedIn = (role?: "customer" | "operator") => signedInUser(shop, role);
const make = (key: string, body: unknown = wish) => shop.send("POST", "/keys", { key, body });
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];

test("an operator makes keys for a user and for operators, and manages anyone's", async () => {
  const [operator, user] = [await signedIn("operator"), await signedIn()];
  const ofUser = (await make(operator.session, { ...wish, user_id: user.user_id })).body;
  expect([ofUser.kind, ofUser.user_id]).toEqual(["reseller", user.user_id]);
  expect((await make(operator.session, { ...wish, user_id: 999_999 })).status).toBe(404);
  expect((await make(operator.session)).status).toBe(400);
  const all = ["proxy:read", "proxy:write", "proxy:buy", "deposits:write", "admin:*"];
  const own = (await make(operator.session, { name: "Robot", scopes: all })).body;
  expect([own.kind, own.user_id, own.scopes]).toEqual(["operator", operator.user_id, all]);
  expect((await shop.send("GET", "/keys", { key: operator.session })).body.items[0].id).toBe(own.id);
  const revoked = await shop.send("DELETE", `/keys/${ofUser.id}`, { key: operator.session });
  expect([revoked.status, revoked.body.status]).toEqual([200, "revoked"]);
  expect((await shop.send("GET", "/users/me", { key: ofUser.api_key })).status).toBe(401);
});

test("an operator finds everyone's keys by user, kind and text; a customer does not", async () => {
  const [operator, user] = [await signedIn("operator"), await signedIn()];
  const { id, hint } = (await make(user.session, { ...wish, name: "Needle 7f" })).body;
  const find = async (query: string) =>
    (await shop.send("GET", `/admin/keys?${query}`, { key: operator.session })).body.items.map(
      (item: { id: number }) => item.id,
    );
  expect([await find("q=needle"), await find(`q=${hint}&user_id=${user.user_id}`)]).toEqual([[id], [id]]);
  expect(await find(`q=${user.email}&kind=reseller`)).toHaveLength(2);
  expect(await find(`user_id=${user.user_id}`)).toHaveLength(3);
  expect(codeOf(await shop.send("GET", "/admin/keys", { key: user.session }))).toEqual([
    403,
    "forbidden_scope",
  ]);
});

test("above a hundred live keys no more are made", async () => {
  const { session, user_id } = await signedIn();
  await shop.db.query(
    `insert into api_keys (kind, user_id, name, hash, hint, scopes, created_at)
     select 'reseller', $1, 'k', gen_random_uuid()::text, 'k', '{}', now() from generate_series(1, 98)`,
    [user_id],
  );
  expect((await make(session)).status).toBe(201);
  expect(codeOf(await make(session))).toEqual([409, "invalid_state"]);
});
