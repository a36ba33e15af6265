import { readdirSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import { freePort, grantOf, listen, open, scriptedFeed, socksHello, transcript } from "./test-tools";

const IP = "127.77.3.2";
const AUTH = `Proxy-Authorization: Basic ${Buffer.from("u1:secret").toString("base64")}`;
const HANDSHAKE_MS = 300;

let tcp: ReturnType<typeof createServer>;
let ports: { tcp: number; proxy: number };
/** Connections of the gateway at the target now, and how many there ever were. */
let reached: Set<Socket>;
let everReached: number;
let lookups: number;
/** Lets the names that are being looked up be known. */
let answerNames: () => void;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeEach(async () => {
  reached = new Set();
  everReached = 0;
  lookups = 0;
  tcp = createServer((socket) => {
    everReached++;
    reached.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => reached.delete(socket));
    socket.resume();
  });
  ports = { tcp: await listen(tcp), proxy: await freePort() };
  const script = scriptedFeed([{ ip: IP, portHttp: ports.proxy, portSocks: ports.proxy }]);
  script.grants.set(1, grantOf(1, [`${IP}:${ports.proxy}`]));
  const known = new Promise<void>((resolve) => {
    answerNames = resolve;
  });
  const policy = createPolicy({
    allow: `127.0.0.1/32:${ports.tcp}`,
    ownPorts: [],
    resolve: async () => {
      lookups++;
      await known;
      return ["127.0.0.1"];
    },
  });
  gateway = await startGateway({ feed: script.feed, policy, handshakeMs: HANDSHAKE_MS });
});
afterEach(async () => {
  await gateway.close();
  tcp.close();
});

const WISHES: Readonly<Record<string, () => Buffer>> = {
  HTTP: () => Buffer.from(`GET http://target.example:${ports.tcp}/ HTTP/1.1\r\nHost: x\r\n${AUTH}\r\n\r\n`),
  CONNECT: () => Buffer.from(`CONNECT target.example:${ports.tcp} HTTP/1.1\r\n${AUTH}\r\n\r\n`),
  SOCKS5: () => socksHello("target.example", ports.tcp),
};

test.each(Object.entries(WISHES))(
  "a client of %s that goes away while its target is being dialled leaves nothing behind",
  async (_name, wish) => {
    const before = readdirSync("/proc/self/fd").length;
    for (let n = 0; n < 20; n++) {
      const socket = await open(IP, ports.proxy);
      socket.on("error", () => undefined);
      socket.write(wish());
      // Now the target is being looked up, and that waits.
      await expect.poll(() => lookups, { interval: 5 }).toBe(n + 1);
      if (n % 2) socket.resetAndDestroy();
      else socket.destroy();
    }
    answerNames();
    const other = await open(IP, ports.proxy);
    other.write(wish());
    await expect.poll(() => reached.size).toBe(1);
    other.destroy();
    await expect.poll(() => reached.size).toBe(0);
    await expect.poll(() => readdirSync("/proc/self/fd").length).toBeLessThanOrEqual(before + 2);
  },
);

test("what a client of SOCKS5 sends while its target is being dialled waits at the client", async () => {
  const socket = await open(IP, ports.proxy);
  socket.on("error", () => undefined);
  socket.write(WISHES.SOCKS5?.() ?? "");
  await expect.poll(() => lookups, { interval: 5 }).toBe(1);
  let isSent = false;
  socket.once("drain", () => {
    isSent = true;
  });
  // More than the system keeps between the two.
  for (let n = 0; n < 100; n++) socket.write(Buffer.alloc(65_536));
  await new Promise((resolve) => setTimeout(resolve, HANDSHAKE_MS / 3));
  expect(isSent).toBe(false);
  answerNames();
  await expect.poll(() => isSent).toBe(true);
  socket.destroy();
});

/** Clients that never come to the point; each word after the first is said a moment later. */
const SLOW: Readonly<Record<string, () => (string | Buffer)[]>> = {
  "says nothing": () => [],
  "stops in the middle of a request line": () => ["GET http://tar"],
  "stops before the end of its headers": () => [`GET http://target.example/ HTTP/1.1\r\n${AUTH}\r\n`],
  "drips one header after the other": () => [
    "GET http://target.example/ HTTP/1.1\r\n",
    ...drops("X-A: b\r\n"),
  ],
  "drips a CONNECT": () => ["CONNECT target.example:80 HTTP/1.1\r\n", ...drops("X-A: b\r\n")],
  "stops in a SOCKS5 greeting": () => [Buffer.from([5, 9])],
  "drips a SOCKS5 login": () => [Buffer.from([5, 1, 2, 1, 200]), ...drops("a")],
};
const drops = (drop: string) => Array.from({ length: 100 }, () => drop);

test(`a client that ${Object.keys(SLOW).join(", ")} is cut off, and lets its descriptor go`, async () => {
  const before = readdirSync("/proc/self/fd").length;
  const ends = Object.values(SLOW).flatMap((words) =>
    Array.from({ length: 10 }, async () => {
      const socket = await open(IP, ports.proxy);
      const ended = transcript(socket);
      const rest = words();
      const timer = setInterval(() => {
        const word = rest.shift();
        if (word !== undefined && socket.writable) socket.write(word);
      }, HANDSHAKE_MS / 10);
      await ended;
      clearInterval(timer);
    }),
  );
  await Promise.all(ends);
  await expect.poll(() => readdirSync("/proc/self/fd").length).toBeLessThanOrEqual(before + 2);
  expect(everReached).toBe(0);
});
