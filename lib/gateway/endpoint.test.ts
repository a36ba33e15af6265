import { createServer as createHttpServer, request as httpRequest, type Server } from "node:http";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Grant } from "./access-feed";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import { freePort, HASH, listen, open, scriptedFeed, socksHello, transcript } from "./test-tools";

const basic = (login: string, password = "secret") =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`;
const EXITS = ["US", "DE"].flatMap((country, c) =>
  Array.from({ length: 3 }, (_, n) => ({ category: "residential", country, ip: `127.78.${c}.${n + 1}` })),
);
const GONE = { category: "residential", country: "FR", ip: "192.0.2.1" };
const STATIC_IP = "127.78.9.9";

let script: ReturnType<typeof scriptedFeed>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let echo: Server;
let tcp: ReturnType<typeof createServer>;
let echoPort: number;
let tcpPort: number;
let port: number;
let staticPort: number;
let nowMs: number;

beforeEach(async () => {
  echo = createHttpServer((request, response) => response.end(request.socket.remoteAddress));
  // Says hello, then nothing until the client's half is closed.
  tcp = createServer({ allowHalfOpen: true }, (socket) => {
    let bytes = 0;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      bytes += chunk.length;
    });
    socket.on("end", () => socket.end(`got ${bytes} from ${socket.remoteAddress}`));
  });
  [echoPort, tcpPort] = [await listen(echo), await listen(tcp)];
  [port, staticPort] = [await freePort(), await freePort()];
  nowMs = Date.now();
  const address = { ip: STATIC_IP, portHttp: staticPort, portSocks: staticPort };
  script = scriptedFeed([address], [...EXITS, GONE]);
  script.grants.set(1, rotatingOf(1, 1_000_000));
  const fixed = { ...rotatingOf(2, 0), addresses: [`${STATIC_IP}:${staticPort}`], quota: null };
  script.grants.set(2, fixed);
  const policy = createPolicy({ allow: `127.0.0.1/32:${echoPort},127.0.0.1/32:${tcpPort}`, ownPorts: [] });
  gateway = await startGateway({
    feed: script.feed,
    policy,
    endpoint: { host: "127.0.0.1", port },
    now: () => nowMs,
    usageIntervalMs: 50,
  });
});
afterEach(async () => {
  await gateway.close();
  for (const server of [echo, tcp]) server.close();
  echo.closeAllConnections();
});

function rotatingOf(id: number, boughtBytes: number, country: string | null = null): Grant {
  return {
    subscriptionId: id,
    login: `u${id}`,
    passwordHash: HASH,
    addresses: [],
    expiresAt: null,
    barred: null,
    quota: { category: "residential", country, boughtBytes, usedBytes: 0 },
  };
}

function overHttp(login: string, place = { ip: "127.0.0.1", port }) {
  return new Promise<{ status: number; text: string; why: string | undefined }>((resolve, reject) => {
    const outgoing = httpRequest({
      host: place.ip,
      port: place.port,
      path: `http://127.0.0.1:${echoPort}/`,
      agent: false,
      headers: { Host: "echo", "Proxy-Authorization": basic(login) },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      const why = response.headers["x-proxy-error"];
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text, why: why?.toString() }));
    });
    outgoing.end();
  });
}

async function openTunnel(login: string) {
  const socket = await open("127.0.0.1", port);
  const heard = transcript(socket);
  socket.write(`CONNECT 127.0.0.1:${tcpPort} HTTP/1.1\r\nProxy-Authorization: ${basic(login)}\r\n\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  return { socket, heard };
}

test("each request leaves through a fresh exit; with a session, all of them through one", async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 3; i++) seen.add((await overHttp("u1-country-us")).text);
  expect(seen).toEqual(new Set(EXITS.slice(0, 3).map(({ ip }) => ip)));
  const first = (await overHttp("u1-country-de-session-a")).text;
  expect(first).toMatch(/^127\.78\.1\./);
  for (let i = 0; i < 4; i++) expect((await overHttp("u1-session-a-country-de")).text).toBe(first);
  nowMs += 10 * 60_000;
  expect((await overHttp("u1-session-a-country-de")).text).not.toBe(first);
});

test("CONNECT and SOCKS5 leave through the session's exit too, and keep a half-close", async () => {
  const { text: exit } = await overHttp("u1-session-tunnel");
  const tunnel = await openTunnel("u1-session-tunnel");
  tunnel.socket.end("x".repeat(5_000));
  expect((await tunnel.heard).text).toMatch(new RegExp(`got 5000 from ${exit}$`));

  const socks = await open("127.0.0.1", port);
  const heard = transcript(socks);
  socks.end(Buffer.concat([socksHello("127.0.0.1", tcpPort, "u1-session-tunnel"), Buffer.from("payload")]));
  expect((await heard).text.endsWith(`got 7 from ${exit}`)).toBe(true);
});

test("what the login does not allow is 407 with the reason, over SOCKS5 a refused sign-in", async () => {
  for (const [login, why] of [
    ["u1-city-paris", "unknown_option"],
    ["u1-ttl-9999", "bad_ttl"],
    ["nobody-country-us", "wrong_credentials"],
    ["u2", "wrong_address"],
  ] as const) {
    const { status, why: said } = await overHttp(login);
    expect([login, status, said]).toEqual([login, 407, why]);
  }
  const socks = await open("127.0.0.1", port);
  const heard = transcript(socks);
  socks.write(socksHello("127.0.0.1", tcpPort, "u1-city-paris"));
  expect(Buffer.from((await heard).text, "latin1").toString("hex")).toBe("05020101");
});

test("a rotating login is refused on a static IP, where the static one works", async () => {
  const place = { ip: STATIC_IP, port: staticPort };
  expect((await overHttp("u1", place)).status).toBe(407);
  expect(await overHttp("u2", place)).toMatchObject({ status: 200, text: STATIC_IP });
});

test("a country without exits, and an exit that this machine has not, are 502 and host unreachable", async () => {
  for (const login of ["u1-country-jp", "u1-country-fr"])
    expect(await overHttp(login)).toMatchObject({ status: 502, why: "no_exit" });
  const socks = await open("127.0.0.1", port);
  const heard = transcript(socks);
  socks.write(socksHello("127.0.0.1", tcpPort, "u1-country-jp"));
  expect(Buffer.from((await heard).text, "latin1").toString("hex")).toMatch(/^050201000504/);
});

test("used-up traffic resets live tunnels and refuses new connections; more traffic opens it again", async () => {
  script.grants.set(1, rotatingOf(1, 100_000));
  script.tell({ kind: "grant", subscriptionId: 1 });
  script.state.failUsage = 2;
  const idle = await openTunnel("u1");
  const busy = await openTunnel("u1");
  busy.socket.write("x".repeat(60_000));
  await expect.poll(() => script.recordedBytes(1)).toBe(60_000);
  expect((await overHttp("u1")).status).toBe(200);
  busy.socket.write("x".repeat(60_000));
  expect((await busy.heard).error).toBe("ECONNRESET");
  expect((await idle.heard).error).toBe("ECONNRESET");
  expect(await overHttp("u1")).toMatchObject({ status: 403, why: "traffic_used_up" });
  script.grants.set(1, rotatingOf(1, 10_000_000));
  script.tell({ kind: "grant", subscriptionId: 1 });
  await expect.poll(async () => (await overHttp("u1")).status).toBe(200);
});

test("bytes count once against the quota, also while nobody knows whether a batch was recorded", async () => {
  script.grants.set(1, rotatingOf(1, 100_000));
  script.tell({ kind: "grant", subscriptionId: 1 });
  const { recordUsage } = script.feed;
  const link = { isLossy: true };
  script.feed.recordUsage = async (id, rows) => {
    const totals = await recordUsage(id, rows);
    if (link.isLossy) throw new Error("The answer was lost.");
    return totals;
  };
  const refresh = () => {
    const quota = rotatingOf(1, 100_000).quota;
    if (!quota) return;
    const usedBytes = script.recordedBytes(1);
    script.grants.set(1, { ...rotatingOf(1, 100_000), quota: { ...quota, usedBytes } });
    script.tell({ kind: "grant", subscriptionId: 1 });
    script.tell({ kind: "resync" });
  };
  const tunnel = await openTunnel("u1");
  tunnel.socket.write("x".repeat(60_000));
  await expect.poll(() => script.recordedBytes(1)).toBe(60_000);
  refresh();
  expect((await overHttp("u1")).status).toBe(200);
  link.isLossy = false;
  tunnel.socket.write("x".repeat(30_000));
  await expect.poll(() => script.recordedBytes(1)).toBeGreaterThan(90_000);
  refresh();
  expect((await overHttp("u1")).status).toBe(200);
  tunnel.socket.end();
  expect((await tunnel.heard).text).toContain("got 90000");
});
