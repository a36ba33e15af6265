import { connect, isIP, type Socket } from "node:net";
import { connect as secure } from "node:tls";
import { holderProblem, type ProbeProblem } from "@/lib/probe-problems";

/** A proxy to try: where it listens, and a login that it should know. */
export interface ProbedProxy {
  host: string;
  port: number;
  login: string;
  password: string;
}

export type ProbeProtocol = "http" | "socks5";

/** What one try found. `exitIp` is the address that the target saw, where it tells. */
export interface ProbeResult {
  problem: ProbeProblem | null;
  latencyMs: number | null;
  exitIp: string | null;
}

const TIMEOUT_MS = 8_000;
const MOST_ANSWER_BYTES = 65_536;
/** What every sane proxy refuses: any answer but "who are you?" shows that it knows the login. */
const CLOSED_TARGET = { host: "127.0.0.1", port: 9 };

class Failed extends Error {
  constructor(readonly problem: ProbeProblem) {
    super(problem);
  }
}

/**
 * Goes through a proxy to `target` over CONNECT or SOCKS5, reads its page and measures how long that took. Without a
 * target (`null`) it only finds out whether the proxy takes the login. Never throws.
 */
export async function probe(
  protocol: ProbeProtocol,
  proxy: ProbedProxy,
  target: URL | null,
  timeoutMs = TIMEOUT_MS,
): Promise<ProbeResult> {
  const startedAt = performance.now();
  const socket = connect({ host: proxy.host, port: proxy.port });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    socket.destroy();
  }, timeoutMs);
  try {
    await opened(socket);
    const exitIp = await (protocol === "http" ? overConnect : overSocks)(socket, proxy, target);
    return { problem: null, latencyMs: Math.round(performance.now() - startedAt), exitIp };
  } catch (error) {
    const problem = isLate ? "timeout" : error instanceof Failed ? error.problem : "bad_answer";
    return { problem, latencyMs: null, exitIp: null };
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function opened(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.on("error", () => reject(new Failed("unreachable")));
    socket.once("close", () => reject(new Failed("unreachable")));
  });
}

async function overConnect(socket: Socket, proxy: ProbedProxy, target: URL | null): Promise<string | null> {
  const { host, port } = target ? placeOf(target) : CLOSED_TARGET;
  const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const basic = Buffer.from(`${proxy.login}:${proxy.password}`).toString("base64");
  const input = readerOf(socket);
  socket.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`);
  const head = await input.until((bytes) => endOf(bytes, "\r\n\r\n"));
  const text = head.toString("latin1");
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);
  if (status === 0) throw new Failed("bad_answer");
  if (status === 407) throw new Failed("wrong_credentials");
  const why = status === 403 ? holderProblem(/^X-Proxy-Error: (\w+)\r$/im.exec(text)?.[1]) : undefined;
  if (why) throw new Failed(why);
  if (!target) return null;
  if (status === 403) throw new Failed("target_refused");
  if (status !== 200) throw new Failed("target_unreachable");
  input.stop();
  return fetchOver(socket, target);
}

async function overSocks(socket: Socket, proxy: ProbedProxy, target: URL | null): Promise<string | null> {
  const input = readerOf(socket);
  socket.write(Buffer.from([5, 1, 2]));
  const method = await input.until((bytes) => (bytes.length >= 2 ? 2 : -1));
  if (method[0] !== 5) throw new Failed("bad_answer");
  if (method[1] !== 2) throw new Failed("wrong_credentials");
  const [login, password] = [Buffer.from(proxy.login), Buffer.from(proxy.password)];
  socket.write(
    Buffer.concat([Buffer.from([1, login.length]), login, Buffer.from([password.length]), password]),
  );
  const verdict = await input.until((bytes) => (bytes.length >= 2 ? 2 : -1), "wrong_credentials");
  if (verdict[1] !== 0) throw new Failed("wrong_credentials");
  if (!target) return null;
  const { host, port } = placeOf(target);
  const name = Buffer.from(host);
  socket.write(
    Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([port >> 8, port & 255])]),
  );
  const reply = await input.until(endOfSocksReply);
  if (reply[1] === 2) throw new Failed("target_refused");
  if (reply[1] !== 0) throw new Failed("target_unreachable");
  input.stop();
  return fetchOver(socket, target);
}

/** Reads the target's page through an open tunnel; answers the address that it names. */
async function fetchOver(tunnel: Socket, target: URL): Promise<string | null> {
  const { host } = placeOf(target);
  const socket =
    target.protocol === "https:"
      ? secure({ socket: tunnel, ...(isIP(host) ? {} : { servername: host }) })
      : tunnel;
  socket.on("error", () => socket.destroy());
  const input = readerOf(socket);
  socket.write(
    `GET ${target.pathname}${target.search} HTTP/1.1\r\nHost: ${target.host}\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
  );
  const answer = (await input.toEnd()).toString("latin1");
  if (!/^HTTP\/1\.[01] 2\d\d/.test(answer)) throw new Failed("target_unreachable");
  return addressIn(answer.slice(answer.indexOf("\r\n\r\n") + 4));
}

/** The first thing in a page that is an IP address; `null` when there is none. */
function addressIn(page: string): string | null {
  return page.match(/[0-9a-fA-F.:]{3,45}/g)?.find((text) => isIP(text) !== 0) ?? null;
}

function placeOf(target: URL): { host: string; port: number } {
  const usual = target.protocol === "https:" ? 443 : 80;
  return { host: target.hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(target.port || usual) };
}

function endOf(bytes: Buffer, mark: string): number {
  const at = bytes.indexOf(mark);
  return at < 0 ? -1 : at + mark.length;
}

/** Four bytes, an address of the form that the fourth one names, and a port. */
function endOfSocksReply(bytes: Buffer): number {
  const length = { 1: 4, 3: 1 + (bytes[4] ?? 0), 4: 16 }[bytes[3] ?? 1] ?? 4;
  const end = 4 + length + 2;
  const isRefusal = bytes.length >= 2 && bytes[1] !== 0;
  if (isRefusal) return bytes.length;
  return bytes.length >= 5 && bytes.length >= end ? end : -1;
}

/** Waits for parts of what a socket says. One at a time. */
function readerOf(socket: Socket) {
  let bytes: Buffer = Buffer.alloc(0);
  let isOver = socket.destroyed;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  };
  const onClose = () => {
    isOver = true;
    wake();
  };
  const woken = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  socket.on("data", onData);
  for (const end of ["end", "close"]) socket.once(end, onClose);
  return {
    /** The bytes up to where `find` says (-1: not yet there). */
    async until(find: (bytes: Buffer) => number, onEnd: ProbeProblem = "bad_answer"): Promise<Buffer> {
      let end = find(bytes);
      while (end < 0) {
        if (isOver) throw new Failed(onEnd);
        if (bytes.length > MOST_ANSWER_BYTES) throw new Failed("bad_answer");
        await woken();
        end = find(bytes);
      }
      const part = bytes.subarray(0, end);
      bytes = bytes.subarray(end);
      return part;
    },
    /** All that comes, or as much as we care for. */
    async toEnd(): Promise<Buffer> {
      while (!isOver && bytes.length <= MOST_ANSWER_BYTES) await woken();
      return bytes;
    },
    stop() {
      socket.off("data", onData);
    },
  };
}
