import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probe } from "@/lib/probe";
import { HOLDER_PROBLEMS } from "@/lib/probe-problems";
import { REFUSALS } from "@/lib/proxy-refusals";
import type { Grant } from "./access-feed";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import { basic, freePort, HASH, listen, open, scriptedFeed, socksHello, transcript } from "./test-tools";

const IP = "127.77.2.2";
const page = createServer((request, response) => response.end(request.socket.remoteAddress));
const [pagePort, port] = [await listen(page), await freePort()];
const script = scriptedFeed([{ ip: IP, portHttp: port, portSocks: port }]);
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  script.grants.set(1, grantWith({ barred: "banned" }));
  const policy = createPolicy({ allow: `127.0.0.1/32:${pagePort}`, ownPorts: [] });
  gateway = await startGateway({
    feed: script.feed,
    policy,
    endpoint: { host: "127.0.0.1", port: await freePort() },
  });
});
afterAll(async () => {
  await gateway.close();
  page.close();
});

function grantWith(change: Partial<Grant>): Grant {
  const addresses = [`${IP}:${port}`];
  return {
    ...{ subscriptionId: 1, login: "u1", passwordHash: HASH, addresses },
    ...{ expiresAt: null, barred: null, quota: null },
    ...change,
  };
}

test("with a wrong password a banned login sounds like any other, over HTTP, CONNECT and SOCKS5", async () => {
  const say = async (words: string | Buffer) => {
    const socket = await open(IP, port);
    const heard = transcript(socket);
    socket.write(words);
    return (await heard).text;
  };
  const asks = (login: string, password: string) => {
    const auth = `Proxy-Authorization: ${basic(login, password)}\r\nConnection: close\r\n\r\n`;
    return [
      `GET http://127.0.0.1:${pagePort}/ HTTP/1.1\r\nHost: x\r\n${auth}`,
      `CONNECT 127.0.0.1:${pagePort} HTTP/1.1\r\n${auth}`,
      socksHello("127.0.0.1", pagePort, login, password),
    ];
  };
  const all = async (login: string, password: string) =>
    (await Promise.all(asks(login, password).map(say))).map((text) => text.replace(/^Date:.*$/m, ""));
  const guessed = await all("u1", "wrong");
  expect(guessed).toEqual(await all("nobody", "wrong"));
  expect(guessed.join()).toContain("407 Proxy Authentication Required: wrong_credentials");
  expect(guessed.join()).not.toContain("banned");

  const [http, connect, socks = ""] = await all("u1", "secret");
  for (const text of [http, connect]) {
    expect(text).toMatch(/^HTTP\/1\.1 403 Forbidden: banned\r\n/);
    expect(text).toContain("X-Proxy-Error: banned\r\n");
    expect(text).not.toContain("Proxy-Authenticate");
  }
  expect(Buffer.from(socks, "latin1").toString("hex")).toMatch(/^050201000502/);
});

test("every refusal is words of its own, and 407 is said only where another login would help", () => {
  const words = Object.values(REFUSALS).map(([, text]) => text);
  expect(new Set(words).size).toBe(words.length);
  for (const text of words) expect(text).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
  for (const problem of HOLDER_PROBLEMS) expect([problem, REFUSALS[problem][0]]).toEqual([problem, 403]);
});

test.each<[string | null, Partial<Grant>]>([
  [null, {}],
  ["banned", { barred: "banned" }],
  ["suspended", { barred: "suspended" }],
  ["expired", { expiresAt: Date.now() - 1 }],
])("the dashboard's check of a proxy finds the gateway's own reason: %s", async (problem, change) => {
  script.grants.set(1, grantWith(change));
  script.tell({ kind: "grant", subscriptionId: 1 });
  const proxy = { host: IP, port, login: "u1", password: "secret" };
  const target = new URL(`http://127.0.0.1:${pagePort}/`);
  await expect.poll(async () => (await probe("http", proxy, target)).problem).toBe(problem);
  expect((await probe("http", proxy, null)).problem).toBe(problem);
  expect((await probe("http", { ...proxy, password: "wrong" }, target)).problem).toBe("wrong_credentials");
});
