import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as sendRequest,
} from "node:http";
import type { Socket } from "node:net";
import { REFUSALS, type RefusalReason } from "@/lib/proxy-refusals";
import type { Pass, Refusal } from "./access";
import { callerOf, type Door, dialled, leave } from "./leave";
import { hangUp, join } from "./tunnel";

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const LOOK_EVERY_MS = 1_000;
/** Requests of one connection that may be under way or wait for those before them. */
const MOST_IN_LINE = 16;

/** The HTTP face: forward requests and CONNECT tunnels. It is fed with sockets and listens on nothing itself. */
export function createHttpFace(door: Door): Server {
  const server = createServer({
    headersTimeout: door.handshakeMs,
    connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, door.handshakeMs),
    maxHeaderSize: 16_384,
    requestTimeout: 0,
  });
  // Node minds its timeouts only on a server that listens; this one is told that it does.
  server.emit("listening");
  server.on(
    "request",
    oneByOne((request, response) => forward(door, request, response)),
  );
  server.on("connect", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    openTunnel(door, request, socket, head).catch(() => socket.destroy());
  });
  server.on("upgrade", (_request, socket: Socket) => answerRaw(door, socket, "upgrade"));
  server.on("clientError", (_error, socket) => socket.destroy());
  return server;
}

type Work = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Requests of a connection go out one after the other: side by side, one client could open any number of connections. */
function oneByOne(work: Work): (request: IncomingMessage, response: ServerResponse) => void {
  const lines = new WeakMap<Socket, { length: number; end: Promise<unknown> }>();
  return (request, response) => {
    const { socket } = request;
    const line = lines.get(socket) ?? { length: 0, end: Promise.resolve() };
    lines.set(socket, line);
    if (++line.length > MOST_IN_LINE) {
      socket.destroy();
      return;
    }
    const answered = new Promise<void>((resolve) => response.once("close", resolve));
    line.end = line.end
      .then(() => (socket.destroyed ? undefined : work(request, response)))
      .catch(() => socket.destroy())
      .then(() => answered)
      .then(() => line.length--);
  };
}

async function forward(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.on("error", () => undefined);
  const pass = await identify(door, request);
  if ("reason" in pass) return answer(door, response, pass.reason);
  if (!door.connections.add(pass.grant, request.socket))
    return answer(door, response, "too_many_connections");
  const url = URL.canParse(request.url ?? "") ? new URL(request.url ?? "") : null;
  if (url?.protocol !== "http:") return answer(door, response, "bad_target");
  const to = { host: url.hostname, port: Number(url.port || 80) };
  const upstream = await leave(door, pass, request.socket, to);
  if (typeof upstream === "string") return answer(door, response, upstream);
  if (request.socket.destroyed) {
    upstream.destroy();
    return;
  }
  door.connections.meter(pass.grant, upstream);
  relay(door, request, response, { upstream, url });
}

function relay(
  door: Door,
  request: IncomingMessage,
  response: ServerResponse,
  { upstream, url }: { upstream: Socket; url: URL },
): void {
  const outgoing = sendRequest({
    method: request.method ?? "GET",
    path: `${url.pathname}${url.search}`,
    headers: [...endToEnd(request.rawHeaders), "Connection", "close"],
    setHost: false,
    createConnection: () => upstream,
  });
  outgoing.on("error", () => {
    if (response.headersSent) request.socket.destroy();
    else answer(door, response, "unreachable");
    upstream.destroy();
  });
  outgoing.on("response", (incoming) => {
    if (!passHead(incoming, response)) {
      upstream.destroy();
      return answer(door, response, "unreachable");
    }
    incoming.pipe(response);
    incoming.on("error", () => request.socket.destroy());
    incoming.on("end", () => upstream.end());
  });
  outgoing.on("upgrade", (_incoming, socket) => socket.destroy());
  response.on("close", () => {
    if (!response.writableFinished) upstream.destroy();
  });
  request.pipe(outgoing);
}

/** False for a status line or headers that Node reads but does not write: it throws, where nobody could catch it. */
function passHead(incoming: IncomingMessage, response: ServerResponse): boolean {
  try {
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, endToEnd(incoming.rawHeaders));
    return true;
  } catch {
    return false;
  }
}

async function openTunnel(door: Door, request: IncomingMessage, client: Socket, head: Buffer): Promise<void> {
  const pass = await identify(door, request);
  if ("reason" in pass) return answerRaw(door, client, pass.reason);
  if (!door.connections.add(pass.grant, client)) return answerRaw(door, client, "too_many_connections");
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:/?#@]+):(\d{1,5})$/.exec(request.url ?? "");
  if (!match?.[1]) return answerRaw(door, client, "bad_target");
  const upstream = await leave(door, pass, client, { host: match[1], port: Number(match[2]) });
  if (typeof upstream === "string") return answerRaw(door, client, upstream);
  if (client.destroyed) {
    upstream.destroy();
    return;
  }
  door.connections.meter(pass.grant, upstream);
  client.write("HTTP/1.1 200 Connection established\r\n\r\n");
  if (head.length) upstream.write(head);
  join(client, upstream);
}

/** The pass behind Basic proxy credentials, on the address that was dialled. */
async function identify(door: Door, request: IncomingMessage): Promise<Pass | Refusal> {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers["proxy-authorization"] ?? "")?.[1];
  const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1) return { reason: "wrong_credentials" };
  return door.access.admit(
    text.slice(0, colon),
    text.slice(colon + 1),
    dialled(request.socket),
    callerOf(request.socket),
  );
}

/** Header lines without those that are only for the next hop, and without those that `Connection` names. */
function endToEnd(raw: readonly string[]): string[] {
  const named = new Set<string>();
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]?.toLowerCase() !== "connection") continue;
    for (const name of raw[i + 1]?.split(",") ?? []) named.add(name.trim().toLowerCase());
  }
  const kept: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]?.toLowerCase() ?? "";
    if (!HOP_BY_HOP.has(name) && !named.has(name)) kept.push(raw[i] ?? "", raw[i + 1] ?? "");
  }
  return kept;
}

const PHRASES: Readonly<Record<(typeof REFUSALS)[RefusalReason][0], string>> = {
  400: "Bad Request",
  403: "Forbidden",
  407: "Proxy Authentication Required",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

function answer(door: Door, response: ServerResponse, reason: RefusalReason): void {
  if (response.destroyed) return;
  const { status, phrase, headers, text } = describe(reason);
  response.writeHead(status, phrase, headers);
  response.end(text);
  dropRest(door, response.req);
}

/** What is left of a refused request is passed over, but not for as long as somebody goes on sending it. */
function dropRest(door: Door, request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), door.handshakeMs).unref();
  for (const end of ["end", "close"]) request.once(end, () => clearTimeout(timer));
}

function answerRaw(door: Door, socket: Socket, reason: RefusalReason): void {
  const { status, phrase, headers, text } = describe(reason);
  const lines = Object.entries({ ...headers, Connection: "close" }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  hangUp(socket, `HTTP/1.1 ${status} ${phrase}\r\n${lines.join("\r\n")}\r\n\r\n${text}`, door.handshakeMs);
}

/**
 * The reason is for programs, in `X-Proxy-Error`, and for people, as a line of text. It is in the status line too:
 * of a tunnel that is refused, most clients report nothing else.
 */
function describe(reason: RefusalReason) {
  const [status, words] = REFUSALS[reason];
  // In ASCII, so its length is its size.
  const text = `${status} ${reason}: ${words}\n`;
  const headers = {
    ...(status === 407 ? { "Proxy-Authenticate": 'Basic realm="proxy"' } : { Connection: "close" }),
    "X-Proxy-Error": reason,
    "Content-Type": "text/plain",
    "Content-Length": String(text.length),
  };
  return { status, phrase: `${PHRASES[status]}: ${reason}`, headers, text };
}
