import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { sessionKeyOf, signedInUser } from "@/lib/testing/sessions";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const wish = { name: "Billing server", scopes: ["proxy:read", "proxy:buy"] };

const signedIn = (role?: "customer" | "operator") => signedInUser(shop, role);
const make = (key: string, body: unknown = wish) => shop.send("POST", "/keys", { key, body });
const rotate = (key: string, id: number, overlap = "now") =>
  shop.send("POST", `/keys/${id}/rotate`, { key, body: { overlap } });
const renewSecret = (key: string, id: number, body: unknown = { overlap: "24h" }) =>
  shop.send("POST", `/keys/${id}/signing-secret`, { key, body });
const revoke = (key: string, id: number) => shop.send("DELETE", `/keys/${id}`, { key });
const useOf = async (key: string) => {
  const { status, body } = await shop.send("GET", "/users/me", { key });
  return body.error?.code ?? status;
};
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const actionsOn = async (id: number) =>
  (
    await shop.db.query<{ action: string }>(
      "select action from audit where subject = 'key' and subject_id = $1 order by id",
      [id],
    )
  ).map(({ action }) => action);

test("a new key works, holds what was asked for, and is shown once", async () => {
  const { session, user_id } = await signedIn();
  const { status, body } = await make(session, {
    ...wish,
    allowed_ips: ["203.0.113.9/24", "2001:db8::/32", "203.0.113.0/24"],
    expires_at: "2099-01-01T00:00:00+02:00",
    signing: "required",
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    user_id,
    kind: "reseller",
    status: "active",
    signing: "required",
    allowed_ips: ["203.0.113.0/24", "2001:db8::/32"],
    expires_at: "2098-12-31T22:00:00.000Z",
    revoked_at: null,
    replaced_by: null,
    ...wish,
  });
  expect([body.api_key, body.signing_secret]).toEqual([
    expect.stringMatching(/^pdk_[0-9A-Za-z]{38}$/),
    expect.stringMatching(/^sgn_[0-9A-Za-z]{38}$/),
  ]);
  const list = JSON.stringify((await shop.send("GET", "/keys", { key: session })).body);
  const rows = await shop.db.query<{ row: string }>(
    "select api_keys::text || coalesce(signing_secrets::text, '') as row from api_keys left join signing_secrets on key_id = api_keys.id",
  );
  const shown = [list, ...rows.map(({ row }) => row)].join("\n");
  expect(shown).toContain(body.hint);
  for (const secret of [body.api_key, body.signing_secret])
    expect(shown).not.toContain(secret.slice(body.hint.length));
  expect(await actionsOn(body.id)).toEqual(["key.create"]);
});

test("keys are listed newest first, page by page, without sign-ins unless those are asked for", async () => {
  const { session, user_id } = await signedIn();
  const ids: number[] = [];
  for (const name of ["a", "b", "c"]) ids.unshift((await make(session, { ...wish, name })).body.id);
  const first = await shop.send("GET", "/keys?limit=2", { key: session });
  await make(session, { ...wish, name: "inserted between two pages" });
  const second = await shop.send("GET", `/keys?limit=2&cursor=${first.body.next_cursor}`, { key: session });
  const seen = [...first.body.items, ...second.body.items].map(({ id }: { id: number }) => id);
  expect(seen.slice(0, 3)).toEqual(ids);
  expect(second.body).toMatchObject({ items: [{ id: ids[2] }, { name: "first key" }], next_cursor: null });
  const signIns = await shop.send("GET", "/keys?kind=session", { key: session });
  expect(signIns.body.items).toMatchObject([{ kind: "session", user_id }]);
  expect((await shop.send("GET", "/keys?limit=0", { key: session })).status).toBe(400);
});

test("a rotated key keeps name, rights and limits; the old one works until its overlap ends", async () => {
  const { session } = await signedIn();
  const old = (await make(session, { ...wish, allowed_ips: ["0.0.0.0/0"], signing: "optional" })).body;
  const kept = await make(session);
  const { status, body } = await rotate(session, kept.body.id, "24h");
  expect([status, body.replaces, body.name, body.scopes]).toEqual([
    201,
    kept.body.id,
    wish.name,
    wish.scopes,
  ]);
  expect(Date.parse(body.old_key_until) - Date.parse(body.created_at)).toBeGreaterThan(86_390_000);
  expect([await useOf(kept.body.api_key), await useOf(body.api_key)]).toEqual([200, 200]);
  const [, card] = (await shop.send("GET", "/keys", { key: session })).body.items;
  expect(card).toMatchObject({
    status: "replaced",
    replaced_by: body.id,
    replaced_until: body.old_key_until,
  });
  await shop.db.query("update api_keys set replaced_until = now() where id = $1", [kept.body.id]);
  expect([await useOf(kept.body.api_key), await useOf(body.api_key)]).toEqual(["invalid_key", 200]);
  const limited = (await rotate(session, old.id)).body;
  expect(limited).toMatchObject({ allowed_ips: ["0.0.0.0/0"], signing: "optional" });
  expect(await useOf(old.api_key)).toBe("invalid_key");
  expect(await actionsOn(old.id)).toEqual(["key.create", "key.rotate"]);
});

test("of ten rotations at once one makes a key", async () => {
  const { session } = await signedIn();
  const { id } = (await make(session)).body;
  const answers = await Promise.all(Array.from({ length: 10 }, () => rotate(session, id, "1h")));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(409)]);
});

test("a revoked key is refused on the next request, and revoking it again changes nothing", async () => {
  const { session } = await signedIn();
  const { id, api_key } = (await make(session)).body;
  expect(await useOf(api_key)).toBe(200);
  const revoked = await revoke(session, id);
  expect([revoked.status, revoked.body.status, await useOf(api_key)]).toEqual([
    200,
    "revoked",
    "invalid_key",
  ]);
  expect((await revoke(session, id)).body).toEqual(revoked.body);
  expect(await actionsOn(id)).toEqual(["key.create", "key.revoke"]);
  expect(codeOf(await rotate(session, id))).toEqual([409, "invalid_state"]);
  expect(codeOf(await renewSecret(session, id))).toEqual([409, "invalid_state"]);
});

test("a sign-in can be ended by revoking its key, and nothing else", async () => {
  const { session, user_id } = await signedIn();
  const other = await sessionKeyOf(shop, user_id);
  const [{ id }] = (await shop.send("GET", "/keys?kind=session", { key: session })).body.items;
  expect(codeOf(await rotate(session, id))).toEqual([409, "invalid_state"]);
  expect((await revoke(session, id)).status).toBe(200);
  expect([await useOf(other), await useOf(session)]).toEqual(["invalid_key", 200]);
});

test("a secret is made for a key without one, and demanded only when that is asked for", async () => {
  const { session } = await signedIn();
  const { id } = (await make(session)).body;
  const first = await renewSecret(session, id);
  expect([first.status, first.body.signing, first.body.old_secret_until]).toEqual([201, "optional", null]);
  const second = await renewSecret(session, id, { overlap: "1h", signing: "required" });
  expect([second.body.signing, typeof second.body.old_secret_until]).toEqual(["required", "string"]);
  expect(second.body.signing_secret).not.toBe(first.body.signing_secret);
  expect(await actionsOn(id)).toEqual(["key.create", "key.signing_secret", "key.signing_secret"]);
});

const ROUTES: [string, string, unknown?][] = [
  ["GET", "/keys"],
  ["POST", "/keys", wish],
  ["POST", "/keys/{id}/rotate", { overlap: "now" }],
  ["POST", "/keys/{id}/signing-secret", { overlap: "now" }],
  ["DELETE", "/keys/{id}"],
  ["GET", "/admin/keys"],
];

test.each(ROUTES)(
  "%s %s is for a signed-in session: no key 401, any other key 403",
  async (method, path, body) => {
    const [user, operator] = [await shop.newUser(), await shop.newUser("0.00", "operator")];
    const [row] = await shop.db.query<{ id: number }>("select max(id) as id from api_keys");
    const send = (key?: string) => shop.send(method, path.replace("{id}", String(row?.id)), { key, body });
    expect(codeOf(await send())).toEqual([401, "missing_key"]);
    expect(codeOf(await send(user.api_key))).toEqual([403, "forbidden_scope"]);
    expect(codeOf(await send(operator.api_key))).toEqual([403, "forbidden_scope"]);
    expect([await useOf(user.api_key), await useOf(operator.api_key)]).toEqual([200, 200]);
  },
);

test("another's key and a missing one answer the same 404, and the key lives on", async () => {
  const [owner, stranger] = [await signedIn(), await signedIn()];
  const { id, api_key } = (await make(owner.session)).body;
  const acts = [rotate, renewSecret, revoke].map((act) => async (key: number) => {
    const { status, body } = await act(stranger.session, key);
    return { status, error: { ...body.error, request_id: "" } };
  });
  for (const act of acts) {
    const foreign = await act(id);
    expect([foreign.status, foreign]).toEqual([404, await act(999_999)]);
  }
  const others = [`/keys?user_id=${owner.user_id}`, "/keys?user_id=999999"];
  for (const path of others)
    expect((await shop.send("GET", path, { key: stranger.session })).status).toBe(404);
  expect((await make(stranger.session, { ...wish, user_id: owner.user_id })).status).toBe(404);
  expect(await useOf(api_key)).toBe(200);
});

test.each([
  ["no name", { scopes: wish.scopes }],
  ["an empty name", { ...wish, name: " " }],
  ["no scopes", { ...wish, scopes: [] }],
  ["an unknown scope", { ...wish, scopes: ["everything"] }],
  ["a scope above the owner's", { ...wish, scopes: ["admin:*"] }],
  ["an end in the past", { ...wish, expires_at: "2020-01-01T00:00:00Z" }],
  ["an end that is no time", { ...wish, expires_at: "tomorrow" }],
  ["a network that is none", { ...wish, allowed_ips: ["10.0.0.0/33"] }],
  ["an unknown way to sign", { ...wish, signing: "maybe" }],
  ["a kind", { ...wish, kind: "operator" }],
])("a key with %s is a bad request", async (_name, body) => {
  const { session } = await signedIn();
  expect(codeOf(await make(session, body))).toEqual([400, "bad_request"]);
});

test("rotation and secrets want one of the four overlaps, and ids that are ids", async () => {
  const { session } = await signedIn();
  const { id } = (await make(session)).body;
  const answers = [
    await rotate(session, id, "2h"),
    await renewSecret(session, id, {}),
    await shop.send("DELETE", "/keys/none", { key: session }),
    await shop.send("GET", "/admin/keys?kind=x", { key: (await signedIn("operator")).session }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
});

test("keys that are missing, mistyped or malformed are refused, and so are other methods, types and sizes", async () => {
  const { api_key: key } = await shop.newUser();
  const codes = [
    await shop.send("GET", "/users/me"),
    await shop.send("GET", "/users/me", { key: `${key.slice(0, -1)}?` }),
    await shop.send("DELETE", "/users/me", { key }),
    await shop.send("GET", "/nothing/here", { key }),
    await shop.send("POST", "/proxy/quote", { key, body: "{}", headers: { "Content-Type": "text/plain" } }),
    await shop.send("POST", "/proxy/quote", { key, body: "x".repeat(70_000) }),
    await shop.send("POST", "/proxy/quote", {
      key,
      body: '{"category":"isp","category":"isp","quantity":1}',
    }),
  ].map(({ status, body }) => [status, body.error.code]);
  expect(codes).toEqual([
    [401, "missing_key"],
    [401, "invalid_key"],
    [405, "method_not_allowed"],
    [404, "not_found"],
    [415, "unsupported_media_type"],
    [413, "payload_too_large"],
    [400, "bad_request"],
  ]);
});
