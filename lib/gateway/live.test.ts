import { Agent, createServer as createHttpServer, request as httpRequest, type Server } from "node:http";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Grant } from "./access-feed";
import { startGateway } from "./gateway";
import { createPolicy } from "./policy";
import {
  askThrough,
  freePort,
  grantOf,
  listen,
  open,
  scriptedFeed,
  socksHello,
  transcript,
} from "./test-tools";

const IP = "127.77.1.2";
const AUTH = `Basic ${Buffer.from("u1:secret").toString("base64")}`;
const PROMISED_MS = 1_000;
/** A busy machine may be late once; a gateway that is late is late each time. */
const ROUNDS = 3;

let script: ReturnType<typeof scriptedFeed>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let web: Server;
let tcp: ReturnType<typeof createServer>;
let ports: { web: number; tcp: number; proxy: number };

beforeEach(async () => {
  // `/` answers at once, `/endless` begins and never ends.
  web = createHttpServer((request, response) => {
    response.write("begun");
    if (request.url === "/") response.end();
  });
  tcp = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  ports = { web: await listen(web), tcp: await listen(tcp), proxy: await freePort() };
  script = scriptedFeed([{ ip: IP, portHttp: ports.proxy, portSocks: ports.proxy }]);
  script.grants.set(1, grant());
  const policy = createPolicy({ allow: `127.0.0.1/32:${ports.web},127.0.0.1/32:${ports.tcp}`, ownPorts: [] });
  gateway = await startGateway({ feed: script.feed, policy });
});
afterEach(async () => {
  await gateway.close();
  for (const server of [web, tcp]) server.close();
  web.closeAllConnections();
});

function grant(): Grant {
  return { ...grantOf(1, [`${IP}:${ports.proxy}`]), expiresAt: Date.now() + 3_600_000 };
}

/** A connection that is in use; `broken` tells how it ended. */
interface Live {
  broken: Promise<string | null>;
}

/** Greets, says hello to the target and waits until it has echoed. */
async function afterHello(socket: Socket, greeting: string | Buffer): Promise<Live> {
  const broken = transcript(socket).then(({ error }) => error);
  socket.write(Buffer.concat([Buffer.from(greeting), Buffer.from("hello")]));
  await new Promise<void>((resolve) =>
    socket.on("data", (chunk: Buffer) =>
      chunk.toString("latin1").endsWith("hello") ? resolve() : undefined,
    ),
  );
  return { broken };
}

/** A request over HTTP whose connection stays: answered and kept open, or still being answered. */
async function overHttp(path: string): Promise<Live> {
  const agent = new Agent({ keepAlive: true });
  let end: (code: string | null) => void = () => {};
  const broken = new Promise<string | null>((resolve) => {
    end = resolve;
  });
  await new Promise<void>((resolve, reject) => {
    const outgoing = httpRequest({
      host: IP,
      port: ports.proxy,
      path: `http://127.0.0.1:${ports.web}${path}`,
      agent,
      headers: { Host: "target", "Proxy-Authorization": AUTH },
    });
    outgoing.on("error", reject);
    outgoing.on("socket", (socket) => {
      socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? ""));
      socket.on("close", () => end(null));
    });
    outgoing.on("response", (response) => {
      expect(response.statusCode).toBe(200);
      response.on("error", () => undefined);
      response.once("data", () => (path === "/" ? undefined : resolve()));
      response.on("end", resolve);
    });
    outgoing.end();
  });
  return { broken };
}

const LIVE: Readonly<Record<string, () => Promise<Live>>> = {
  "an idle HTTP keep-alive": () => overHttp("/"),
  "an HTTP answer under way": () => overHttp("/endless"),
  "a CONNECT tunnel": async () =>
    afterHello(
      await open(IP, ports.proxy),
      `CONNECT 127.0.0.1:${ports.tcp} HTTP/1.1\r\nProxy-Authorization: ${AUTH}\r\n\r\n`,
    ),
  "a SOCKS5 connection": async () =>
    afterHello(await open(IP, ports.proxy), socksHello("127.0.0.1", ports.tcp)),
};

/** Changes the grant and lets the gateway hear of it. Answers the moment from which it no longer holds. */
function change(to: Grant | null, event: "grant" | "resync" = "grant"): number {
  if (to) script.grants.set(1, to);
  else script.grants.delete(1);
  script.tell(event === "grant" ? { kind: "grant", subscriptionId: 1 } : { kind: "resync" });
  return Date.now();
}

/** What ends a right. */
const ENDS: Readonly<Record<string, () => number>> = {
  "a ban": () => change({ ...grant(), barred: "banned" }),
  "a ban whose event was lost, with the next resync,": () =>
    change({ ...grant(), barred: "banned" }, "resync"),
  "a release": () => change(null),
  "an expiry that nobody reports": () => {
    const inMs = 250;
    return change({ ...grant(), expiresAt: Date.now() + inMs }) + inMs;
  },
};

/** Opens one of each, ends the right, and answers how each connection ended and how long the last one took. */
async function endOnce(end: () => number): Promise<{ ends: (string | null)[]; tookMs: number }> {
  script.grants.set(1, grant());
  script.tell({ kind: "grant", subscriptionId: 1 });
  const live = await Promise.all(Object.values(LIVE).map((start) => start()));
  const endedAt = end();
  const ends = await Promise.all(live.map(({ broken }) => broken));
  return { ends, tookMs: Date.now() - endedAt };
}

test.each(Object.entries(ENDS))(
  `%s resets ${Object.keys(LIVE).join(", ")} within a second`,
  async (_name, end) => {
    const tookMs: number[] = [];
    do {
      const round = await endOnce(end);
      expect(round.ends).toEqual(Object.keys(LIVE).map(() => "ECONNRESET"));
      tookMs.push(round.tookMs);
    } while (Math.min(...tookMs) > PROMISED_MS && tookMs.length < ROUNDS);
    expect(Math.min(...tookMs)).toBeLessThan(PROMISED_MS);
  },
);

test("control: what goes on being allowed stays open, and its neighbour's end is not its own", async () => {
  script.grants.set(2, { ...grant(), subscriptionId: 2, login: "u2" });
  script.tell({ kind: "grant", subscriptionId: 2 });
  const live = await Promise.all(Object.values(LIVE).map((start) => start()));
  let ended = 0;
  for (const { broken } of live) broken.then(() => ended++);
  script.grants.delete(2);
  script.tell({ kind: "grant", subscriptionId: 2 });
  script.tell({ kind: "resync" });
  const again = await LIVE["an idle HTTP keep-alive"]?.();
  expect([again !== undefined, ended]).toEqual([true, 0]);
});

test("who comes while a big shop is still being read is let in", async () => {
  const port = await freePort();
  const big = scriptedFeed([{ ip: IP, portHttp: port, portSocks: port }]);
  big.grants.set(1, { ...grant(), addresses: [`${IP}:${port}`] });
  big.feed.grants = () => new Promise(() => undefined);
  const policy = createPolicy({ allow: `127.0.0.1/32:${ports.web}`, ownPorts: [] });
  const busy = await startGateway({ feed: big.feed, policy });
  const answer = await askThrough({ ip: IP, port, auth: AUTH }, `http://127.0.0.1:${ports.web}/`, "");
  expect(answer).toEqual({ status: 200, text: "begun" });
  await busy.close();
});
