import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi } from "@/lib/api/app";
import { asksOf } from "@/lib/bench/growth-asks";
import { fillShop, openSessions } from "@/lib/bench/growth-shop";
import { DAY_MS } from "@/lib/clock";
import { createKey } from "@/lib/domain/keys/create";
import { ALL_SCOPES } from "@/lib/domain/principal";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { subscribe } from "@/lib/testing/subscribed";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const inDays = (days: number) => new Date(shop.clock.now().getTime() + days * DAY_MS);
const idsOf = ({ body }: { body: { items: { id: number }[] } }) => body.items.map(({ id }) => id);

/** Four subscriptions: ended and noted, ended a moment ago, ending in 5 days, in 2 days. */
async function withFour() {
  const user = await shop.newUser("0.00");
  const ids: number[] = [];
  for (const days of [-2, -1, 5, 2])
    ids.push(...(await subscribe(shop.db, { userId: user.user_id, count: 1, endsAt: inDays(days) })));
  await shop.db.query("update subscriptions set ended_at = expires_at where id = $1", [ids[0] ?? 0]);
  const list = (query: string) => shop.send("GET", `/proxy/subscriptions?${query}`, { key: user.api_key });
  return { user, ids, list };
}

test("an ended subscription is expired and not active, whether its end is noted yet or not", async () => {
  const { ids, list } = await withFour();
  const [noted, late, five, two] = ids;
  expect(idsOf(await list("status=expired"))).toEqual([late, noted]);
  expect(idsOf(await list("status=active"))).toEqual([two, five]);
  const first = await list("status=expired&limit=1");
  expect(idsOf(await list(`status=expired&cursor=${first.body.next_cursor}`))).toEqual([noted]);
});

test("what ends before an instant comes soonest first, page by page, without a gap or a repeat", async () => {
  const { ids, list } = await withFour();
  const [noted, late, five, two] = ids;
  const before = `expiring_before=${inDays(7).toISOString()}`;
  expect(idsOf(await list(`${before}&status=active`))).toEqual([two, five]);
  const seen: number[] = [];
  let cursor = "";
  do {
    const page = await list(`${before}&limit=1${cursor}`);
    seen.push(...idsOf(page));
    cursor = page.body.next_cursor ? `&cursor=${page.body.next_cursor}` : "";
  } while (cursor);
  expect(seen).toEqual([noted, late, two, five]);
});

test("a search finds part of a label, an id, an IP and the first three numbers of one, and only one's own", async () => {
  const { user, ids, list } = await withFour();
  const other = await withFour();
  const [first, second] = ids;
  await shop.db.query("update subscriptions set label = 'Shop 100%_x' where id = any ($1::bigint[])", [
    [first ?? 0, other.ids[0] ?? 0],
  ]);
  await shop.db.query("update stock set ip = '198.51.100.77' where subscription_id = $1", [second ?? 0]);
  for (const q of ["sho", "P 100%_", "sh"])
    expect(idsOf(await list(`q=${encodeURIComponent(q)}`)), q).toEqual([first]);
  for (const q of ["198.51.100.77", "198.51.100.7", "198.51.100.", "198.51.100", String(second)])
    expect(idsOf(await list(`q=${q}`)), q).toEqual([second]);
  for (const q of ["100__x", "op", "198.51.100.8", "nothing", String(other.ids[0])])
    expect(idsOf(await list(`q=${q}`)), q).toEqual([]);
  expect(idsOf(await list(`q=sho&limit=1&user_id=${user.user_id}`))).toEqual([first]);
});

test("what a customer's own index of labels finds is what the operator's finds, in any script", async () => {
  const { ids, list } = await withFour();
  const { api_key: key } = await shop.newUser("0.00", "operator");
  const labels = ["Straße Ünï 😀a", "İstanbul ^st", "ωmega", "ab"];
  for (const [n, label] of labels.entries())
    await shop.db.query("update subscriptions set label = $2 where id = $1", [ids[n] ?? 0, label]);
  const found = new Set<number>();
  for (const q of [
    "SSE",
    "aße",
    "ÜNÏ",
    "s",
    "😀",
    "😀a",
    "ï 😀",
    "i",
    "İ",
    "İs",
    "anbul",
    "^st",
    "Ω",
    "ωMEG",
    "Ab",
    "abc",
  ]) {
    const own = idsOf(await list(`q=${encodeURIComponent(q)}`));
    const all = await shop.send("GET", `/admin/subscriptions?q=${encodeURIComponent(q)}`, { key });
    expect(own, q).toEqual(idsOf(all).filter((id) => ids.includes(id)));
    for (const id of own) found.add(id);
  }
  expect(idsOf(await list(`q=${encodeURIComponent("Ω")}`))).toContain(ids[2]);
  expect(idsOf(await list(`q=${encodeURIComponent("ÜNÏ")}`))).toContain(ids[0]);
  expect([...found].sort()).toEqual([...ids].sort());
});

test("a part of an e-mail finds the newest keys of one person and of more than a hundred", async () => {
  const { user_id: userId } = await shop.newUser("0.00", "operator");
  const wish = {
    kind: "session",
    userId,
    name: "page",
    scopes: ALL_SCOPES,
    prefix: "pds_",
    expiresAt: null,
  } as const;
  const { key } = await createKey(shop.db, wish);
  await shop.db.script(`
    insert into users (email, role, created_at) select 'crowd' || n || '@example.test', 'customer', now() from generate_series(1, 150) n;
    insert into api_keys (kind, user_id, name, hash, hint, scopes, created_at)
    select 'reseller', id, 'k', 'crowd' || id, 'pdk_' || id, '{proxy:read}', now() from users where email like 'crowd%';
    insert into api_keys (kind, user_id, name, hash, hint, scopes, created_at)
    select 'reseller', id, 'k', 'again' || id, 'pdk_', '{proxy:read}', now() from users where email like 'crowd7@%'`);
  const expected = await shop.db.query<{ id: number; email: string }>(
    "select k.id, u.email from api_keys k join users u on u.id = k.user_id where u.email like 'crowd%' order by k.id desc",
  );
  const find = (q: string) => shop.send("GET", `/admin/keys?limit=100&q=${q}`, { key });
  const first = await find("crowd");
  const second = await find(`crowd&cursor=${first.body.next_cursor}`);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(expected.map(({ id }) => id));
  expect(idsOf(await find("crowd7@"))).toEqual(
    expected.filter(({ email }) => email.startsWith("crowd7@")).map(({ id }) => id),
  );
});

test("holdings are the active subscriptions, their IPs and what ends next, also those without an end", async () => {
  const { user, ids } = await withFour();
  await shop.db.query("update subscriptions set kind = 'rotating', expires_at = null where id = $1", [
    ids[1] ?? 0,
  ]);
  const answer = await shop.send("GET", `/users/${user.user_id}/holdings`, { key: user.api_key });
  expect([answer.status, answer.body.subscriptions, answer.body.ips]).toEqual([200, 3, 2]);
  expect(answer.body.ending.map(({ id }: { id: number }) => id)).toEqual([ids[3], ids[2]]);
});

test("the bench's shop closes its books, and every list, search and card answers in it", async () => {
  const empty = await createTestBusiness();
  const size = { subscriptions: 400, users: 20, every: 2, everyOther: 4 };
  await fillShop(empty.db, size);
  const keys = await openSessions(empty.db);
  await requireClosedBooks(empty.db);
  const api = createApi(empty);
  const asks = await asksOf({ api, keys, db: empty.db, close: empty.close });
  expect(asks.length).toBeGreaterThan(150);
  for (const { name, path, key, body } of asks) {
    const { status } = await empty.send(body ? "POST" : "GET", path, { key, ...(body ? { body } : {}) });
    expect(status, name).toBe(200);
  }
  for (const path of [
    "/transactions",
    "/proxy/subscriptions",
    "/proxy/subscriptions?expiring_before=2100-01-01T00:00:00Z",
  ]) {
    const { body } = await empty.send("GET", `${path}${path.includes("?") ? "&" : "?"}limit=100`, {
      key: keys.large,
    });
    expect([path, body.items.length, body.next_cursor !== null]).toEqual([path, 100, true]);
  }
  const conditions = {
    "status=free": "subscription_id is null and withdrawn_at is null",
    "status=withdrawn": "withdrawn_at is not null",
    "country=DE": "country = 'DE'",
    "category=datacenter&status=sold": "category = 'datacenter' and subscription_id is not null",
  };
  for (const [query, condition] of Object.entries(conditions)) {
    const rows = await empty.db.query<{ id: number }>(
      `select id from stock where ${condition} order by id desc`,
    );
    const seen: number[] = [];
    let cursor = "";
    do {
      const page = await empty.send("GET", `/admin/stock?${query}&limit=40${cursor}`, { key: keys.operator });
      seen.push(...idsOf(page));
      cursor = page.body.next_cursor ? `&cursor=${page.body.next_cursor}` : "";
    } while (cursor);
    expect([query, seen]).toEqual([query, rows.map(({ id }) => id)]);
  }
  await empty.close();
});
