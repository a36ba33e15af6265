import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmPassword } from "@/lib/domain/sessions/current";
import { readTwoFactor } from "@/lib/domain/users/two-factor";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { signedInUser } from "@/lib/testing/sessions";

type Person = Awaited<ReturnType<typeof signedInUser>>;

let shop: TestBusiness;
let operator: Person;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await signedInUser(shop, "operator");
});
afterAll(() => shop.close());

async function securedUser(): Promise<Person> {
  const user = await signedInUser(shop);
  await shop.db.query(
    "insert into second_factors (user_id, secret_sealed, enabled_at) values ($1, 'sealed', now())",
    [user.user_id],
  );
  await shop.db.query("insert into recovery_codes (user_id, hash) values ($1, 'hash')", [user.user_id]);
  return user;
}
const reset = (userId: number, key = operator.session, body: unknown = { reason: "Lost the phone" }) =>
  shop.send("POST", `/admin/users/${userId}/two-factor/reset`, { key, body });

/** Types the operator's password, as the page asks for it. */
async function confirm(person: Person): Promise<void> {
  const [row] = await shop.db.query<{ id: string }>("select id from sessions where user_id = $1", [
    person.user_id,
  ]);
  await confirmPassword(shop, { id: row?.id ?? "", userId: person.user_id }, person.password);
}

test("an operator who has not just confirmed the session resets nothing, nor does an operator key", async () => {
  const user = await securedUser();
  const unconfirmed = await signedInUser(shop, "operator");
  const refused = await reset(user.user_id, unconfirmed.session);
  expect([refused.status, refused.body.error.code]).toEqual([409, "invalid_state"]);
  await confirm(unconfirmed);
  await shop.db.query("update sessions set confirmed_at = now() - interval '6 minutes' where user_id = $1", [
    unconfirmed.user_id,
  ]);
  expect((await reset(user.user_id, unconfirmed.session)).status).toBe(409);
  expect((await reset(user.user_id, operator.api_key)).body.error.code).toBe("forbidden_scope");
  expect((await reset(user.user_id, user.session)).body.error.code).toBe("forbidden_scope");
  expect(
    (await shop.send("GET", `/admin/users/${user.user_id}`, { key: operator.api_key })).body,
  ).toMatchObject({ two_factor: true, counts: { sessions_open: 1 } });
});

test("a reset turns it off, ends the sessions, mails the user and stands in the audit trail; a second one is told", async () => {
  const user = await securedUser();
  await confirm(operator);
  const done = await reset(user.user_id);
  expect([done.status, done.body.two_factor, done.body.counts.sessions_open]).toEqual([200, false, 0]);
  expect(await readTwoFactor(shop, user.user_id)).toEqual({ isOn: false, recoveryCodes: 0 });
  expect((await shop.send("GET", "/users/me", { key: user.session })).status).toBe(401);
  expect((await shop.send("GET", "/users/me", { key: user.api_key })).status).toBe(200);
  const mails = await shop.db.query("select topic from mails where user_id = $1", [user.user_id]);
  expect(mails).toEqual([{ topic: "two_factor_reset" }]);
  const trail = await shop.send("GET", `/admin/audit?action=user.two_factor_reset&user_id=${user.user_id}`, {
    key: operator.api_key,
  });
  expect(trail.body.items).toMatchObject([{ facts: { reason: "Lost the phone", ended: 1 } }]);
  const again = await reset(user.user_id);
  expect([again.status, again.body.error.code]).toEqual([409, "invalid_state"]);
});

test("it takes a reason and another user: nobody's id and one's own are refused", async () => {
  await confirm(operator);
  const user = await securedUser();
  expect((await reset(user.user_id, operator.session, {})).status).toBe(400);
  expect((await reset(operator.user_id)).body.error.fields).toMatchObject([{ path: "id", code: "oneself" }]);
  expect((await reset(888_888_888)).status).toBe(404);
});
