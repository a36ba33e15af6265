import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import {
  askThrough,
  basic,
  freePort,
  grantOf,
  listen,
  open,
  scriptedFeed,
  socksHello,
  transcript,
} from "./test-tools";

const IP = "127.77.4.2";
const HANDSHAKE_MS = 200;

/** What the target says to whoever asks; `null`: nothing. */
let said: string | null;
let tcp: ReturnType<typeof createServer>;
let reached: Set<Socket>;
let ports: { tcp: number; proxy: number };
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeEach(async () => {
  said = null;
  reached = new Set();
  tcp = createServer((socket) => {
    reached.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => reached.delete(socket));
    socket.once("data", () => {
      if (said !== null) socket.end(said);
    });
  });
  ports = { tcp: await listen(tcp), proxy: await freePort() };
  const script = scriptedFeed([{ ip: IP, portHttp: ports.proxy, portSocks: ports.proxy }]);
  script.grants.set(1, grantOf(1, [`${IP}:${ports.proxy}`]));
  const policy = createPolicy({ allow: `127.0.0.1/32:${ports.tcp}`, ownPorts: [] });
  gateway = await startGateway({ feed: script.feed, policy, handshakeMs: HANDSHAKE_MS });
});
afterEach(async () => {
  await gateway.close();
  for (const socket of reached) socket.destroy();
  tcp.close();
});

const ask = () =>
  askThrough({ ip: IP, port: ports.proxy, auth: basic("u1") }, `http://127.0.0.1:${ports.tcp}/`, "");

test.each([
  ["a status that is none", "HTTP/1.1 000 x\r\nContent-Length: 0\r\n\r\n"],
  ["a status of two digits", "HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n"],
  ["control characters in the status line", "HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\n\r\n"],
])("a target that answers with %s is 502, and everybody else goes on", async (_name, answer) => {
  said = answer;
  expect(await ask()).toMatchObject({ status: 502, text: expect.stringContaining("unreachable") });
  said = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  expect(await ask()).toEqual({ status: 200, text: "ok" });
  await expect.poll(() => reached.size).toBe(0);
});

/** Clients whose wish is refused, and who stay. */
const REFUSED: Readonly<Record<string, () => Buffer>> = {
  "SOCKS5 with a wrong password": () => socksHello("127.0.0.1", ports.tcp, "u1", "wrong"),
  "SOCKS5 with a closed target": () => socksHello("10.0.0.1", 80),
  "SOCKS5 without a password": () => Buffer.from([5, 1, 0]),
  "CONNECT with a wrong password": () =>
    Buffer.from(`CONNECT 127.0.0.1:1 HTTP/1.1\r\nProxy-Authorization: ${basic("u1", "wrong")}\r\n\r\n`),
  "HTTP with a wrong password, in a body without end": () =>
    Buffer.from(
      `POST http://x.example/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\nProxy-Authorization: ${basic("u1", "wrong")}\r\n\r\n`,
    ),
  "an upgrade": () => Buffer.from("GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
};

test.each(Object.entries(REFUSED))(
  "whoever was refused over %s and goes on sending is cut off",
  async (_name, wish) => {
    const socket = await open(IP, ports.proxy);
    let sent = 0;
    let isCut = false;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      isCut = true;
    });
    socket.resume();
    socket.write(wish());
    const timer = setInterval(() => {
      if (socket.writable) sent += socket.write("x".repeat(10_000)) ? 10_000 : 0;
    }, 10);
    await expect.poll(() => isCut, { timeout: HANDSHAKE_MS * 10 }).toBe(true);
    clearInterval(timer);
    expect(sent).toBeGreaterThan(0);
  },
);

test("whoever was refused with a long body still reads why", async () => {
  const proxy = { ip: IP, port: ports.proxy, auth: basic("u1", "wrong") };
  const url = `http://127.0.0.1:${ports.tcp}/`;
  expect(await askThrough(proxy, url, "x".repeat(3_000_000))).toMatchObject({ status: 407 });
});

test("requests that one client sends at once go out one after the other", async () => {
  const socket = await open(IP, ports.proxy);
  socket.on("error", () => undefined);
  let heard = "";
  socket.on("data", (chunk) => {
    heard += chunk.toString();
  });
  const url = `http://127.0.0.1:${ports.tcp}`;
  const wish = (n: number) =>
    `GET ${url}/${n} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${basic("u1")}\r\n\r\n`;
  socket.write([1, 2, 3].map(wish).join(""));
  await expect.poll(() => reached.size).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(reached.size).toBe(1);
  said = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  for (const target of reached) target.end(said);
  await expect.poll(() => heard.split("200 OK").length - 1).toBe(3);
  socket.destroy();
});

test("a client that sends more requests at once than anybody waits for is cut off", async () => {
  const socket = await open(IP, ports.proxy);
  const ended = transcript(socket);
  const wish = `GET http://127.0.0.1:${ports.tcp}/ HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${basic("u1")}\r\n\r\n`;
  socket.write(wish.repeat(200));
  expect(await ended).toMatchObject({ text: "" });
  await expect.poll(() => reached.size).toBe(0);
});
