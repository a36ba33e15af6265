import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { getQuote } from "@/lib/contract/catalog";
import { getDeposit, getReferrals } from "@/lib/contract/deposits";
import { listSubscriptions } from "@/lib/contract/subscriptions";
import { getBalance } from "@/lib/contract/users";
import { adaptAnswer } from "./adapt";
import { sendOverHttp } from "./remote";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A deployment that gives these answers, one after the other, the last one again and again. */
async function deployment(...answers: Answer[]): Promise<{ baseUrl: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answers[Math.min(seen.length, answers.length) - 1]?.(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { baseUrl: `http://127.0.0.1:${port}/api/`, seen };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
const breaks: Answer = (request) => request.socket.destroy();
const get = (path = "/users/me") => new Request(`http://x/proxy/api/v1${path}`);
const pay = (headers: Record<string, string> = { "Idempotency-Key": "key-12345678" }) =>
  new Request("http://x/proxy/api/v1/proxy/static", { method: "POST", body: "{}", headers });

test("a read is sent again after a broken connection and a passing refusal", async () => {
  const far = await deployment(breaks, json(503, {}, { "Retry-After": "0" }), json(200, { ok: true }));
  expect(await (await sendOverHttp(get("/users/me?x=1"), far)).json()).toEqual({ ok: true });
  expect(far.seen.map((request) => request.url)).toEqual(Array(3).fill("/api/users/me?x=1"));
});

test("a write without an idempotency key is sent once, one with a key again with the same key", async () => {
  const once = await deployment(breaks);
  expect((await sendOverHttp(pay({}), once)).status).toBe(503);
  expect(once.seen).toHaveLength(1);
  const again = await deployment(breaks, json(200, {}));
  expect((await sendOverHttp(pay(), again)).status).toBe(200);
  expect(again.seen.map((request) => request.headers["idempotency-key"])).toEqual(
    Array(2).fill("key-12345678"),
  );
});

test("money whose answer is lost is charged: unknown, never false", async () => {
  const far = await deployment(breaks);
  const { error } = await (await sendOverHttp(pay(), { ...far, tries: 2 })).json();
  expect([error.code, error.charged]).toEqual(["unavailable", "unknown"]);
});

test("a page of HTML, a redirect and a silent server are one clear error", async () => {
  const html: Answer = (_request, response) => response.writeHead(200).end("<html>");
  const away: Answer = (_request, response) => response.writeHead(302, { Location: "http://x.test" }).end();
  const silent: Answer = () => undefined;
  for (const answer of [html, away, silent]) {
    const response = await sendOverHttp(get(), { ...(await deployment(answer)), tries: 1, timeoutMs: 100 });
    expect([response.status, (await response.json()).error.code]).toEqual([503, "unavailable"]);
  }
});

test("a long Retry-After is left to the person", async () => {
  const far = await deployment(json(429, { error: { code: "rate_limited" } }, { "Retry-After": "40" }));
  const response = await sendOverHttp(get(), far);
  expect([response.status, response.headers.get("Retry-After"), far.seen.length]).toEqual([429, "40", 1]);
});

test("a money request is signed when the key has a signing secret", async () => {
  const far = await deployment(json(200, {}));
  await sendOverHttp(pay(), { ...far, sign: ({ pathWithQuery, body }) => `${pathWithQuery} ${body}` });
  expect(far.seen[0]?.headers["x-signature"]).toBe("/api/proxy/static {}");
});

test("a deployment with only the published fields fills our pages, and other list shapes are lists", () => {
  const quote = { category: "isp", quantity: 5, unit: "IP", price_usd: "12.50", available: true, extra: 1 };
  expect(adaptAnswer(getQuote, quote)).toEqual({ ...quote, unit_price_usd: "2.50", next_tier: null });
  expect(adaptAnswer(getBalance, { user_id: 3, balance_usd: "1.00" })).toMatchObject({ held_usd: "0.00" });
  expect(adaptAnswer(getDeposit, { external_id: "X1", amount_usd: "5.00", status: "pending" })).toMatchObject(
    {
      payable_usd: "5.00",
      received_usd: null,
      is_late: false,
    },
  );
  expect(adaptAnswer(getReferrals, { code: "abc" })).toMatchObject({ code: "abc", earned_usd: "0.00" });
  for (const body of [[{ id: 9 }], { subscriptions: [{ id: 9 }], total: 1 }, { items: [{ id: 9 }] }]) {
    expect(adaptAnswer(listSubscriptions, body)).toMatchObject({
      items: [{ id: 9, status: "active", label: null }],
      next_cursor: null,
    });
  }
});
