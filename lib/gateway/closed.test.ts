import { lookup } from "node:dns/promises";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import {
  CLOSED_FORMS,
  freePort,
  grantOf,
  listen,
  open,
  scriptedFeed,
  socksHello,
  transcript,
} from "./test-tools";

const IP = "127.77.2.2";
const PUBLIC = "1.1.1.1";
const AUTH = `Proxy-Authorization: Basic ${Buffer.from("u1:secret").toString("base64")}`;

/** Listens on this machine's loopback, where nothing of ours may be reached through a sold proxy. */
let trap: Server;
/** What the proxies may reach: it sends whoever comes to the trap. */
let target: Server;
let hits: number;
let ports: { trap: number; target: number; proxy: number };
/** Answers to questions for `rebind.example`, one after the other, as whoever owns a name likes. */
let answers: string[];
let asked: number;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeEach(async () => {
  hits = 0;
  asked = 0;
  trap = createServer((_request, response) => response.end("trapped"));
  trap.on("connection", () => hits++);
  target = createServer((_request, response) => response.writeHead(302, { Location: trapUrl() }).end());
  ports = { trap: await listen(trap), target: await listen(target), proxy: await freePort() };
  gateway = await start("");
});
afterEach(async () => {
  await gateway.close();
  for (const server of [trap, target]) {
    server.close();
    server.closeAllConnections();
  }
});
const trapUrl = () => `http://127.0.0.1:${ports.trap}/`;

async function resolve(host: string): Promise<string[]> {
  asked++;
  if (host === "rebind.example") return [answers.shift() ?? PUBLIC];
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

function start(allow: string) {
  const script = scriptedFeed([{ ip: IP, portHttp: ports.proxy, portSocks: ports.proxy }]);
  script.grants.set(1, grantOf(1, [`${IP}:${ports.proxy}`]));
  const opened = `127.0.0.1/32:${ports.target}${allow && `,${allow}`}`;
  return startGateway({ feed: script.feed, policy: createPolicy({ allow: opened, ownPorts: [], resolve }) });
}

async function say(words: string | Buffer): Promise<string> {
  const socket = await open(IP, ports.proxy);
  const heard = transcript(socket);
  socket.write(words);
  return (await heard).text;
}

/** An address in the binary form of SOCKS5: four bytes or sixteen. */
function socksBinary(bytes: number[]): Buffer {
  const hello = socksHello("", ports.trap);
  return Buffer.concat([
    hello.subarray(0, -4),
    Buffer.from([bytes.length === 4 ? 1 : 4, ...bytes]),
    hello.subarray(-2),
  ]);
}

const hex = (text: string) => Buffer.from(text, "latin1").toString("hex");
/** The ways to ask for a host. */
const WAYS: Readonly<Record<string, (host: string, port: number) => Promise<string>>> = {
  HTTP: (host, port) =>
    say(`GET http://${host}:${port}/ HTTP/1.1\r\nHost: x\r\n${AUTH}\r\nConnection: close\r\n\r\n`),
  CONNECT: (host, port) => say(`CONNECT ${host}:${port} HTTP/1.1\r\n${AUTH}\r\n\r\nGET / HTTP/1.0\r\n\r\n`),
  SOCKS5: (host, port) => say(Buffer.concat([socksHello(host, port), Buffer.from("GET / HTTP/1.0\r\n\r\n")])),
};
/** A status of HTTP, or a reply of SOCKS5: not allowed, host unreachable. */
const isRefused = (text: string) =>
  /^HTTP\/1\.1 (400|403|502) /.test(text) || /^0502010005(02|04)/.test(hex(text));

test.each(Object.entries(WAYS))(
  "over %s none of 40 forms of closed addresses leads to a connection",
  async (_name, ask) => {
    const forms = CLOSED_FORMS.map((form) => (/^[^[].*:/.test(form) ? `[${form}]` : form));
    expect(forms.length).toBeGreaterThanOrEqual(40);
    const said = await Promise.all(forms.map((form) => ask(form, ports.trap)));
    expect(said.filter((text) => !isRefused(text))).toEqual([]);
    expect(hits).toBe(0);
    // The control: where the deployment opens it, the same words get there.
    await gateway.close();
    gateway = await start(`127.0.0.0/8:${ports.trap}`);
    expect(await ask("127.1", ports.trap)).toContain("trapped");
    expect(hits).toBe(1);
  },
);

test.each([
  ["127.0.0.1", [127, 0, 0, 1]],
  ["169.254.169.254", [169, 254, 169, 254]],
  ["::1", [...Array(15).fill(0), 1]],
  ["::ffff:127.0.0.1", [...Array(10).fill(0), 255, 255, 127, 0, 0, 1]],
  ["64:ff9b::127.0.0.1", [0, 0x64, 0xff, 0x9b, ...Array(8).fill(0), 127, 0, 0, 1]],
])("%s in the bytes of SOCKS5 is closed", async (_name, bytes) => {
  const said = await say(socksBinary(bytes));
  expect(hex(said)).toMatch(/^050201000502/);
  expect(hits).toBe(0);
});

test.each(Object.entries(WAYS))(
  "over %s a name that turns private after the check is asked for once, and not followed",
  async (_name, ask) => {
    answers = [PUBLIC, "127.0.0.1", "127.0.0.1"];
    // There is no way from loopback to a public address, so the honest one fails.
    expect(await ask("rebind.example", ports.trap)).toSatisfy(isRefused);
    expect([asked, hits]).toEqual([1, 0]);
    expect(await ask("rebind.example", ports.trap)).toSatisfy(isRefused);
    expect([asked, hits]).toEqual([2, 0]);
  },
);

test("control: a dialler that asks for the name again after its check falls into the trap", async () => {
  answers = [PUBLIC, "127.0.0.1"];
  const policy = createPolicy({ allow: "", ownPorts: [], resolve });
  expect(await policy.target("rebind.example", ports.trap)).toEqual({ ip: PUBLIC });
  const [host = ""] = await resolve("rebind.example");
  const socket = connect({ host, port: ports.trap });
  await expect.poll(() => hits).toBe(1);
  socket.destroy();
});

test("a redirect to a closed address is handed to the client, and not followed", async () => {
  const answer = await say(
    `GET http://127.0.0.1:${ports.target}/ HTTP/1.1\r\nHost: x\r\n${AUTH}\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 302 /);
  expect(answer).toContain(trapUrl());
  expect(hits).toBe(0);
});
