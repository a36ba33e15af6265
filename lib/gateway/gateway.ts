import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createAccess, ENDPOINT } from "./access";
import type { AccessFeed, Address } from "./access-feed";
import { createConnections } from "./connections";
import { createExits } from "./exits";
import { createHttpFace } from "./http";
import type { Door } from "./leave";
import type { AddressPolicy } from "./policy";
import { serveSocks } from "./socks";

export interface GatewayOptions {
  feed: AccessFeed;
  policy: AddressPolicy;
  /** Where the rotating endpoint listens, with a port of its own; `null`: there is none. */
  endpoint?: Place | null;
  /** Epoch milliseconds for sticky sessions; the machine's clock unless told otherwise. */
  now?: () => number;
  /** How often usage is written. */
  usageIntervalMs?: number;
  mostConnectionsPerGrant?: number;
  /** How long a client may take to say what it wants; 10 s. */
  handshakeMs?: number;
  log?: (event: string, facts: Record<string, unknown>) => void;
}

export interface Place {
  host: string;
  port: number;
}

/** Well under the promised second, which also has to do for hearing what changed. */
const CUT_EVERY_MS = 200;
const RESYNC_EVERY_MS = 30_000;
/** How long nobody is let in while the grants are read for the first time. */
const START_MS = 500;
const HANDSHAKE_MS = 10_000;
const SOCKS_VERSION = 5;

/** Listens on every address and serves HTTP, CONNECT and SOCKS5 on both ports of each, told apart by the first byte. */
export async function startGateway(
  options: GatewayOptions,
): Promise<{ close(): Promise<void>; listening(): number }> {
  const { feed, policy, log = () => undefined } = options;
  const keys = new Map<string, string>();
  const connections = createConnections(options.mostConnectionsPerGrant ?? 500);
  const access = createAccess(feed, keys, connections);
  const exits = createExits(options.now ?? Date.now);
  const handshakeMs = options.handshakeMs ?? HANDSHAKE_MS;
  const door: Door = { access, connections, policy, exits, handshakeMs };
  const http = createHttpFace(door);
  const listeners = new Map<string, Server>();

  const welcome = (socket: Socket) => greet(door, http, socket);
  const reframe = async () => {
    const { exits: open, addresses } = await access.readFrame();
    exits.replace(open);
    await listenOn(addresses, options.endpoint ?? null, { keys, listeners, welcome, log });
  };
  const resync = async (slowly: boolean) => {
    await reframe();
    await access.walk(slowly);
    connections.cutDead(access);
  };
  const quietly = (work: Promise<unknown>) =>
    work.catch((error: unknown) =>
      log("gateway.feed_failed", { error: error instanceof Error ? error.message : "" }),
    );

  const stopWatching = await feed.watch((event) => {
    quietly(event.kind === "resync" ? resync(false) : access.refresh(event.subscriptionId));
  });
  // A small shop is read before anybody comes; in a big one, who comes meanwhile is asked for.
  const first = access.walk(false);
  await Promise.race([first, pause(START_MS, null, { ref: false })]);
  quietly(first);
  await reframe();
  let isClosed = false;
  const resyncLater = () => {
    if (isClosed) return;
    setTimeout(() => quietly(resync(true)).then(resyncLater), RESYNC_EVERY_MS).unref();
  };
  resyncLater();
  const timers = [
    setInterval(() => connections.cutDead(access), CUT_EVERY_MS),
    setInterval(() => quietly(connections.flush(feed, access.noteUsed)), options.usageIntervalMs ?? 5_000),
  ];
  return {
    listening: () => listeners.size,
    async close() {
      isClosed = true;
      for (const timer of timers) clearInterval(timer);
      for (const server of listeners.values()) server.close();
      connections.closeAll();
      http.closeAllConnections();
      http.close();
      await new Promise((resolve) => setImmediate(resolve));
      await quietly(connections.flush(feed, access.noteUsed));
      await stopWatching();
    },
  };
}

/** Waits for the first byte and hands the socket to the face that speaks its protocol. */
function greet(door: Door, http: ReturnType<typeof createHttpFace>, socket: Socket): void {
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.setTimeout(door.handshakeMs, () => socket.destroy());
  socket.once("end", () => socket.destroy());
  socket.once("data", (chunk: Buffer) => {
    socket.setTimeout(0);
    socket.removeAllListeners("timeout");
    socket.removeAllListeners("end");
    if (chunk[0] === SOCKS_VERSION) {
      serveSocks(door, socket, chunk).catch(() => socket.destroy());
      return;
    }
    socket.pause();
    http.emit("connection", socket);
    socket.unshift(chunk);
    socket.resume();
  });
}

interface Ears {
  keys: Map<string, string>;
  listeners: Map<string, Server>;
  welcome: (socket: Socket) => void;
  log: (event: string, facts: Record<string, unknown>) => void;
}

/** Opens what is new and closes what is gone. An address that can't be opened is tried again with the next resync. */
async function listenOn(addresses: readonly Address[], endpoint: Place | null, ears: Ears): Promise<void> {
  const wanted = new Map<string, Place & { key: string }>();
  for (const { ip, portHttp, portSocks } of addresses) {
    for (const port of [portHttp, portSocks])
      wanted.set(`${ip}:${port}`, { host: ip, port, key: `${ip}:${portHttp}` });
  }
  if (endpoint) wanted.set(`*:${endpoint.port}`, { ...endpoint, key: ENDPOINT });
  for (const [name, server] of ears.listeners) {
    if (wanted.has(name)) continue;
    server.close();
    ears.listeners.delete(name);
    ears.keys.delete(name);
  }
  const failed = await Promise.all(
    [...wanted].map(([name, place]) => (ears.listeners.has(name) ? null : openEar(ears, name, place))),
  );
  const problems = failed.filter((problem) => problem !== null);
  if (problems.length) ears.log("gateway.listen_failed", { count: problems.length, first: problems[0] });
}

function openEar(ears: Ears, name: string, place: Place & { key: string }): Promise<string | null> {
  const server = createServer({ allowHalfOpen: true }, ears.welcome);
  ears.listeners.set(name, server);
  ears.keys.set(name, place.key);
  return new Promise((resolve) => {
    server.once("error", (error) => {
      ears.listeners.delete(name);
      resolve(`${name}: ${error.message}`);
    });
    server.listen({ host: place.host, port: place.port, exclusive: true }, () => resolve(null));
  });
}
