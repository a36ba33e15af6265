import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { sendOverHttp } from "./remote";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A deployment that gives these answers, one after the other, the last one again and again. */
async function deployment(
  ...answers: Answer[]
): Promise<{ baseUrl: string; firstPauseMs: number; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answers[Math.min(seen.length, answers.length) - 1]?.(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { baseUrl: `http://127.0.0.1:${port}/api/`, firstPauseMs: 1, seen };
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

test("an answer without end is no answer, and fills no memory", async () => {
  let sent = 0;
  const endless: Answer = (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536))) sent += 65_536;
    };
    response.on("drain", more);
    response.writeHead(200, { "Content-Type": "application/json" });
    more();
  };
  const far = await deployment(endless);
  const answer = await sendOverHttp(get(), { ...far, tries: 1, patienceMs: 3_000 });
  expect(answer.status).toBe(503);
  expect(sent).toBeLessThan(32_000_000);
});

const html: Answer = (_request, response) => response.writeHead(200).end("<html>");
const away: Answer = (_request, response) => response.writeHead(302, { Location: "http://x.test" }).end();
const silent: Answer = () => undefined;
const half: Answer = (_request, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "40" }).write('{"items":[');
  response.destroy();
};
const cut: Answer = (_request, response) => response.writeHead(200).end('{"items":[{"id":1}');

test("a page of HTML, a redirect, a silent server and half an answer are one clear error", async () => {
  for (const answer of [html, away, silent, half, cut]) {
    const far = await deployment(answer);
    const response = await sendOverHttp(get(), { ...far, tries: 1, patienceMs: 100 });
    expect([response.status, (await response.json()).error.code]).toEqual([503, "unavailable"]);
    const paid = await sendOverHttp(pay(), { ...far, tries: 1, patienceMs: 100 });
    expect([paid.status, (await paid.json()).error.charged]).toEqual([503, "unknown"]);
  }
});

test("an answer that breaks off is asked for again where that is safe, and only there", async () => {
  for (const broken of [half, cut, html]) {
    const far = await deployment(broken, json(200, { ok: true }));
    expect(await (await sendOverHttp(pay(), far)).json()).toEqual({ ok: true });
    const once = await deployment(broken, json(200, { ok: true }));
    expect((await sendOverHttp(pay({}), once)).status).toBe(503);
    expect(once.seen).toHaveLength(1);
  }
});

test("all tries together end when the page's patience does, however often the server hangs", async () => {
  const far = await deployment(silent);
  const response = await sendOverHttp(get(), { ...far, tries: 50, patienceMs: 300 });
  expect([response.status, far.seen.length]).toEqual([503, 1]);
});

test("a long Retry-After, in seconds or as a date, is left to the person; a short one is waited for", async () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  for (const header of ["40", inAMinute]) {
    const far = await deployment(json(429, { error: { code: "rate_limited" } }, { "Retry-After": header }));
    const response = await sendOverHttp(get(), far);
    expect([response.status, response.headers.get("Retry-After"), far.seen.length]).toEqual([429, header, 1]);
  }
  const past = new Date(Date.now() - 5_000).toUTCString();
  for (const header of ["0", past]) {
    const far = await deployment(json(503, {}, { "Retry-After": header }), json(200, { ok: true }));
    expect([(await sendOverHttp(get(), far)).status, far.seen.length]).toEqual([200, 2]);
  }
});

test("what is refused for good is not sent again, and a status that may pass is", async () => {
  for (const status of [400, 401, 402, 403, 404, 422, 500]) {
    const far = await deployment(json(status, {}), json(200, {}));
    expect([(await sendOverHttp(pay(), far)).status, far.seen.length]).toEqual([status, 1]);
  }
  for (const status of [429, 502, 503, 504]) {
    const far = await deployment(json(status, {}), json(200, {}));
    expect([(await sendOverHttp(pay(), far)).status, far.seen.length]).toEqual([200, 2]);
  }
});

test("a purchase that is being made is asked for again until it is, with the same key", async () => {
  const underWay = json(409, { error: { code: "idempotency_in_progress" } }, { "Retry-After": "0" });
  const far = await deployment(breaks, underWay, json(200, { status: "ok" }));
  expect(await (await sendOverHttp(pay(), far)).json()).toEqual({ status: "ok" });
  const never = await deployment(underWay);
  const { error } = await (await sendOverHttp(pay(), never)).json();
  expect([error.code, error.charged, never.seen.length]).toEqual(["idempotency_in_progress", "unknown", 3]);
});

test("a refusal at the door does not settle a try whose answer was lost; one of the purchase does", async () => {
  const chargedAfter = async (...answers: Answer[]) => {
    const far = await deployment(...answers);
    return (await (await sendOverHttp(pay(), far)).json()).error.charged;
  };
  const limited = json(429, { error: { code: "rate_limited", charged: false } }, { "Retry-After": "40" });
  expect(await chargedAfter(limited)).toBe(false);
  expect(await chargedAfter(breaks, limited)).toBe("unknown");
  expect(await chargedAfter(json(502, {}), json(401, {}))).toBe("unknown");
  expect(await chargedAfter(breaks, json(402, { error: { code: "insufficient" } }))).toBe(false);
  const notYet = json(503, { error: { code: "unavailable", charged: false } }, { "Retry-After": "0" });
  expect(await chargedAfter(notYet, notYet, notYet)).toBe(false);
});

test("a money request is signed when the key has a signing secret", async () => {
  const far = await deployment(json(200, {}));
  await sendOverHttp(pay(), { ...far, sign: ({ pathWithQuery, body }) => `${pathWithQuery} ${body}` });
  expect(far.seen[0]?.headers["x-signature"]).toBe("/api/proxy/static {}");
});
