import { readdirSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Grant } from "./access-feed";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import {
  askThrough,
  basic,
  freePort,
  grantOf,
  HASH,
  listen,
  open,
  scriptedFeed,
  socksHello,
  transcript,
} from "./test-tools";

let script: ReturnType<typeof scriptedFeed>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let echo: Server;
let tcp: ReturnType<typeof createServer>;
let echoPort: number;
let tcpPort: number;
let ports: { http: number; socks: number };

beforeEach(async () => {
  echo = createHttpServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () =>
      response.end(JSON.stringify({ ip: request.socket.remoteAddress, headers: request.headers, body })),
    );
  });
  // Answers only after the client's half is closed, so that a lost half-close is noticed.
  tcp = createServer({ allowHalfOpen: true }, (socket) => {
    let bytes = 0;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      bytes += chunk.length;
    });
    socket.on("end", () => socket.end(`got ${bytes}`));
  });
  [echoPort, tcpPort] = [await listen(echo), await listen(tcp)];
  ports = { http: await freePort(), socks: await freePort() };
  script = scriptedFeed(
    ["127.77.0.2", "127.77.0.3"].map((ip) => ({ ip, portHttp: ports.http, portSocks: ports.socks })),
  );
  script.grants.set(1, soldAt(1, "127.77.0.2"));
  script.grants.set(2, soldAt(2, "127.77.0.3"));
  const policy = createPolicy({ allow: `127.0.0.1/32:${echoPort},127.0.0.1/32:${tcpPort}`, ownPorts: [] });
  gateway = await startGateway({ feed: script.feed, policy, usageIntervalMs: 100 });
});
afterEach(async () => {
  await gateway.close();
  for (const server of [echo, tcp]) server.close();
  echo.closeAllConnections();
});

function soldAt(id: number, ip: string): Grant {
  return { ...grantOf(id, [`${ip}:${ports.http}`]), expiresAt: Date.now() + 3_600_000 };
}

/** Through the proxy at an address, on its HTTP port unless told. */
const overHttp = (
  ip: string,
  auth: string | null,
  url = `http://127.0.0.1:${echoPort}/`,
  body = "",
  port = ports.http,
) => askThrough({ ip, port, auth }, url, body);

test("HTTP leaves through the dialled IP, without proxy headers, and works on either port", async () => {
  for (const port of [ports.http, ports.socks]) {
    const { status, text } = await overHttp("127.77.0.3", basic("u2"), undefined, "hello", port);
    const seen = JSON.parse(text);
    expect([status, seen.ip, seen.body, seen.headers["proxy-authorization"]]).toEqual([
      200,
      "127.77.0.3",
      "hello",
      undefined,
    ]);
  }
});

test("a wrong or missing password, another's IP and an unknown login are 407", async () => {
  for (const [ip, auth] of [
    ["127.77.0.2", null],
    ["127.77.0.2", basic("u1", "wrong")],
    ["127.77.0.2", basic("nobody")],
  ] as const) {
    expect(await overHttp(ip, auth)).toMatchObject({
      status: 407,
      text: expect.stringMatching(/wrong_credentials/),
    });
  }
  expect(await overHttp("127.77.0.3", basic("u1"))).toMatchObject({
    status: 407,
    text: expect.stringMatching(/wrong_address/),
  });
});

test("a grant made a moment ago works at once, without any event", async () => {
  script.grants.set(3, { ...soldAt(3, "127.77.0.2") });
  expect((await overHttp("127.77.0.2", basic("u3"))).status).toBe(200);
});

test("a closed target is 403, one that does not answer is 502", async () => {
  expect((await overHttp("127.77.0.2", basic("u1"), `http://127.0.0.1:${ports.http}/`)).status).toBe(403);
  expect((await overHttp("127.77.0.2", basic("u1"), "http://169.254.169.254/")).status).toBe(403);
  await new Promise((resolve) => tcp.close(resolve));
  expect((await overHttp("127.77.0.2", basic("u1"), `http://127.0.0.1:${tcpPort}/`)).status).toBe(502);
});

test("CONNECT keeps a half-close: the target answers after the client has ended", async () => {
  const socket = await open("127.77.0.2", ports.http);
  const heard = transcript(socket);
  socket.write(`CONNECT 127.0.0.1:${tcpPort} HTTP/1.1\r\nProxy-Authorization: ${basic("u1")}\r\n\r\n`);
  socket.write("x".repeat(100_000));
  socket.end();
  expect((await heard).text).toMatch(/^HTTP\/1\.1 200 .*got 100000$/s);
});

test("SOCKS5 works with handshakes in one packet and byte by byte", async () => {
  const whole = await open("127.77.0.2", ports.socks);
  const first = transcript(whole);
  whole.end(Buffer.concat([socksHello("127.0.0.1", tcpPort), Buffer.from("payload")]));
  expect((await first).text.endsWith("got 7")).toBe(true);

  const pieces = await open("127.77.0.2", ports.socks);
  pieces.setNoDelay(true);
  const second = transcript(pieces);
  for (const byte of Buffer.concat([socksHello("127.0.0.1", tcpPort), Buffer.from("payload")])) {
    pieces.write(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  pieces.end();
  expect((await second).text.endsWith("got 7")).toBe(true);
});

test("SOCKS5 refuses a wrong password, another command and a closed target with the matching replies", async () => {
  const reply = async (bytes: Buffer) => {
    const socket = await open("127.77.0.2", ports.socks);
    const heard = transcript(socket);
    socket.write(bytes);
    return Buffer.from((await heard).text, "latin1").toString("hex");
  };
  expect(await reply(socksHello("127.0.0.1", tcpPort, "u1", "wrong"))).toBe("05020101");
  expect(await reply(socksHello("10.0.0.1", 80))).toMatch(/^050201000502/);
  const bind = socksHello("127.0.0.1", tcpPort);
  bind[bind.length - 15] = 2;
  expect(await reply(bind)).toMatch(/^0502/);
  expect(await reply(Buffer.from([5, 1, 0]))).toBe("05ff");
});

test.each<[string, Partial<Grant>, string]>([
  ["a ban", { barred: "banned" }, "403 banned"],
  ["a suspension", { barred: "suspended" }, "403 suspended"],
  ["a release", { barred: "released", addresses: [] }, "403 released"],
  ["an expiry", { expiresAt: Date.now() }, "403 expired"],
  ["a new password", { passwordHash: HASH.replace(/./, "0") }, "407 wrong_credentials"],
])("%s resets live connections and refuses new ones, saying why", async (_name, change, why) => {
  const socket = await open("127.77.0.2", ports.http);
  const heard = transcript(socket);
  socket.write(`CONNECT 127.0.0.1:${tcpPort} HTTP/1.1\r\nProxy-Authorization: ${basic("u1")}\r\n\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  script.grants.set(1, { ...soldAt(1, "127.77.0.2"), ...change });
  script.tell({ kind: "grant", subscriptionId: 1 });
  expect((await heard).error).toBe("ECONNRESET");
  const refused = await overHttp("127.77.0.2", basic("u1"));
  expect([refused.text, refused.status]).toEqual([
    expect.stringMatching(new RegExp(`^${why}: .+\\.\n$`)),
    Number.parseInt(why, 10),
  ]);
  expect((await overHttp("127.77.0.3", basic("u2"))).status).toBe(200);
});

test("traffic is counted once, also when the database is away for a while", async () => {
  script.state.failUsage = 2;
  const socket = await open("127.77.0.2", ports.http);
  const heard = transcript(socket);
  socket.write(`CONNECT 127.0.0.1:${tcpPort} HTTP/1.1\r\nProxy-Authorization: ${basic("u1")}\r\n\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  socket.end("x".repeat(50_000));
  await heard;
  const sums = () => {
    const rows = [...script.batches.values()].flat().filter((row) => row.subscriptionId === 1);
    return (["bytesUp", "bytesDown", "connections"] as const).map((field) =>
      rows.reduce((total, row) => total + row[field], 0),
    );
  };
  await expect.poll(sums).toEqual([50_000, "got 50000".length, 1]);
  expect(script.state.tries).toBeGreaterThan(2);
});

test("garbage and aborts neither crash it nor leak a descriptor", async () => {
  const before = readdirSync("/proc/self/fd").length;
  for (let i = 0; i < 300; i++) {
    const socket = await open("127.77.0.2", i % 2 ? ports.http : ports.socks);
    socket.on("error", () => undefined);
    const bytes = Buffer.from(Array.from({ length: 1 + (i % 40) }, (_, n) => (i * 31 + n * 17) % 256));
    socket.write(i % 3 ? bytes : Buffer.concat([Buffer.from([5]), bytes]));
    if (i % 2) socket.resetAndDestroy();
    else socket.destroy();
  }
  await expect.poll(() => readdirSync("/proc/self/fd").length).toBeLessThan(before + 10);
  expect((await overHttp("127.77.0.2", basic("u1"))).status).toBe(200);
});

test("a slow client holds its target back instead of filling the memory, and loses nothing", async () => {
  const size = 48 * 1024 * 1024;
  let sent = 0;
  tcp.removeAllListeners("connection");
  tcp.on("connection", (socket) => {
    const chunk = Buffer.alloc(256 * 1024);
    const pour = () => {
      while (sent < size && socket.write(chunk)) sent += chunk.length;
      if (sent < size) {
        sent += chunk.length;
        socket.once("drain", pour);
      } else socket.end();
    };
    socket.on("error", () => undefined);
    socket.resume();
    pour();
  });
  const client = await open("127.77.0.2", ports.http);
  client.write(`CONNECT 127.0.0.1:${tcpPort} HTTP/1.1\r\nProxy-Authorization: ${basic("u1")}\r\n\r\n`);
  await new Promise((resolve) => client.once("data", resolve));
  client.pause();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sent).toBeLessThan(size / 2);
  let received = 0;
  client.on("data", (chunk: Buffer) => {
    received += chunk.length;
  });
  client.resume();
  await new Promise((resolve) => client.once("end", resolve));
  client.destroy();
  expect(received).toBeGreaterThan(size - 512 * 1024);
});
