import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { newPayer, openDeposit, walletOf } from "@/lib/testing/payer";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

const balanceOf = async (userId: number) => (await walletOf(shop, userId))?.balance;

/** The same order of events on every run. */
function shuffle<T>(items: T[]): T[] {
  let seed = 20_261_125;
  for (let i = items.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const j = seed % (i + 1);
    const [a, b] = [items[i], items[j]];
    if (a !== undefined && b !== undefined) [items[i], items[j]] = [b, a];
  }
  return items;
}

/** Runs `work` over all items, `width` at a time. */
async function inLanes<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < items.length; n = next++) {
      const item = items[n];
      if (item !== undefined) results[n] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

test("10 000 events, shuffled, repeated and forged: every deposit is credited once and the books close", async () => {
  const referrer = await shop.newUser("0.00");
  const { code } = (await shop.send("GET", "/referrals", { key: referrer.api_key })).body;
  const user = await shop.newUser("0.00", "customer", code);
  const opened = await inLanes([...Array(250).keys()], 10, () =>
    openDeposit(shop, user.api_key, { amount_usd: "10.00" }),
  );
  const events = opened.flatMap(({ body }, n) => {
    const event = (kind: string, id: string) => ({ id: `${id}-${n}`, kind, external_id: body.external_id });
    const story = [event("failed", "f"), event("expired", "e"), ...(n % 5 ? [event("paid", "p")] : [])];
    return Array.from({ length: 40 }, (_, k) => ({ event: story[k % story.length], isForged: k % 10 === 9 }));
  });
  const statuses = await inLanes(shuffle(events), 16, async ({ event, isForged }) => {
    const request = shop.sandboxProvider.signedRequest(event);
    const sent = isForged
      ? new Request(request, { body: JSON.stringify({ ...event, id: "forged", kind: "paid" }) })
      : request;
    return (await shop.receive(sent)).status;
  });
  const count = (status: number) => statuses.filter((one) => one === status).length;
  expect([statuses.length, count(200), count(401)]).toEqual([10_000, 9_000, 1_000]);
  expect(await balanceOf(user.user_id)).toBe("2000.00");
  expect(await balanceOf(referrer.user_id)).toBe("200.00");
}, 120_000);

test("a replay of ten credits once", async () => {
  const { user, externalId } = await newPayer(shop);
  const [request] = shop.sandboxProvider.eventsOf(externalId, "pay");
  const answers = [];
  for (let n = 0; n < 10 && request; n++) answers.push(await (await shop.receive(request.clone())).json());
  expect(answers.map(({ repeated }) => repeated)).toEqual([false, ...Array(9).fill(true)]);
  expect(await balanceOf(user.user_id)).toBe("25.00");
});

test("1 000 mutants of a signed webhook are refused and credit nothing; the original is taken", async () => {
  const { user, externalId } = await newPayer(shop);
  const [original] = shop.sandboxProvider.eventsOf(externalId, "pay");
  if (!original) throw new Error("There is no event.");
  const bytes = new Uint8Array(await original.clone().arrayBuffer());
  const signature = original.headers.get("Sandbox-Signature") ?? "";
  const mutants = Array.from({ length: 1_000 }, (_, n) => mutate(bytes, signature, n));
  const statuses = await inLanes(mutants, 8, async ({ body, header }) => {
    const headers = {
      "Content-Type": "application/json",
      ...(header ? { "Sandbox-Signature": header } : {}),
    };
    return (await shop.receive(new Request(original.url, { method: "POST", headers, body }))).status;
  });
  expect(statuses.filter((status) => status !== 401)).toEqual([]);
  expect(await balanceOf(user.user_id)).toBe("0.00");
  expect((await shop.receive(original)).status).toBe(200);
  expect(await balanceOf(user.user_id)).toBe("25.00");
});

/** Flips a bit of the body, of the signature, cuts or grows the body, moves the time, or leaves the signature out. */
function mutate(bytes: Uint8Array<ArrayBuffer>, signature: string, n: number) {
  const body = bytes.slice();
  const at = n % body.length;
  const flipped = () => {
    body[at] = (body[at] ?? 0) ^ (1 << (n % 7));
    return { body, header: signature };
  };
  const ways = [
    flipped,
    () => ({ body, header: flipHex(signature, n) }),
    () => ({ body: body.slice(0, at), header: signature }),
    () => ({ body: new Uint8Array([...body, 32]), header: signature }),
    () => ({ body, header: signature.replace(/t=\d+/, `t=${n}`) }),
    () => ({ body, header: n % 2 ? null : signature.replace("v1=", "v0=") }),
    () => ({ body, header: `${signature},v1=00` }),
  ];
  return (ways[n % ways.length] ?? flipped)();
}

function flipHex(signature: string, n: number): string {
  const at = signature.length - 64 + (n % 64);
  const digit = (Number.parseInt(signature[at] ?? "0", 16) + 1 + (n % 15)) % 16;
  return signature.slice(0, at) + digit.toString(16) + signature.slice(at + 1);
}

test("an old signature is refused, and one from the future", async () => {
  const { externalId } = await newPayer(shop);
  const [request] = shop.sandboxProvider.eventsOf(externalId, "pay");
  const body = new Uint8Array(await (request ?? new Request("http://shop.test")).arrayBuffer());
  const headers = request?.headers ?? new Headers();
  for (const seconds of [-301, 301]) {
    const now = new Date(Date.now() + seconds * 1000);
    expect(() => shop.sandboxProvider.readEvent?.({ headers, body, now })).toThrow(
      expect.objectContaining({ code: "signature_expired" }),
    );
  }
});

test("the door knows its providers, its method, its size and its type, and answers no invoice of ours with 404", async () => {
  const post = (path: string, init: RequestInit = {}) =>
    shop.receive(new Request(`http://shop.test/payments/${path}`, { method: "POST", body: "{}", ...init }));
  const json = { "Content-Type": "application/json" };
  const answers = await Promise.all([
    post("stripe/webhook", { headers: json }),
    post("manual/webhook", { headers: json }),
    post("constructor/webhook", { headers: json }),
    post("sandbox/webhook", { headers: { "Content-Type": "text/plain" } }),
    post("sandbox/webhook", { headers: json, body: "x".repeat(70_000) }),
    post("sandbox/webhook", { headers: json }),
    shop.receive(new Request("http://shop.test/payments/sandbox/webhook")),
    shop.receive(shop.sandboxProvider.signedRequest({ id: "x", kind: "paid", external_id: "none" })),
    shop.receive(shop.sandboxProvider.signedRequest({ id: "x", kind: "gift", external_id: "none" })),
    shop.receive(shop.sandboxProvider.signedRequest([])),
    shop.receive(
      shop.sandboxProvider.signedRequest({ id: "x", kind: "paid", external_id: "none", received_usd: 5 }),
    ),
  ]);
  const codes = await Promise.all(answers.map(async (a) => [a.status, (await a.json()).error.code]));
  expect(codes).toEqual([
    [404, "not_found"],
    [404, "not_found"],
    [404, "not_found"],
    [415, "unsupported_media_type"],
    [413, "payload_too_large"],
    [401, "signature_required"],
    [405, "method_not_allowed"],
    [404, "not_found"],
    [400, "bad_request"],
    [400, "bad_request"],
    [400, "bad_request"],
  ]);
});

test("what really came in is credited, and an operator sees that it is another amount, or a second payment", async () => {
  const { user, tx, externalId } = await newPayer(shop);
  const event = { id: "less", kind: "paid", external_id: externalId, received_usd: "24.50" };
  for (const id of ["less", "again"])
    expect((await shop.receive(shop.sandboxProvider.signedRequest({ ...event, id }))).status).toBe(200);
  expect(await balanceOf(user.user_id)).toBe("24.50");
  const rows = await shop.db.query("select flags, received from deposits where transaction_id = $1", [tx]);
  expect(rows).toEqual([{ flags: ["other_amount", "paid_again"], received: "24.50" }]);
});
