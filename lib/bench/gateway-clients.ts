import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A bought proxy. */
export interface BoughtProxy {
  ip: string;
  port_http: number;
  login: string;
  password: string;
}

/** Customers of the gateway: each asks the echo page, waits for `pauseMs`, and asks again. */
export interface Clients {
  proxies: BoughtProxy[];
  echoPort: number;
  clients: number;
  pauseMs: number;
  bodyBytes: number;
}

/** What went through until the driver said stop. */
export interface Carried {
  requests: number;
  perSecond: number;
}

/** Requests through one tunnel before a client opens another. */
const PER_TUNNEL = 10;

/**
 * The clients run in a process of their own, so that their work is not in the figures of whoever measures. Half of
 * them send plain HTTP over a kept connection, half open a tunnel for every few requests.
 */
async function main(wish: Clients): Promise<void> {
  const state = { requests: 0, isOver: false };
  const startedAt = performance.now();
  const lives = Array.from({ length: wish.clients }, (_, n) => live(wish, n, state));
  process.on("message", () => {
    state.isOver = true;
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.("started");
  await Promise.all(lives);
  const seconds = (performance.now() - startedAt) / 1_000;
  process.send?.({ requests: state.requests, perSecond: state.requests / seconds } satisfies Carried);
}

async function live(wish: Clients, n: number, state: { requests: number; isOver: boolean }): Promise<void> {
  const proxy = wish.proxies[n % wish.proxies.length];
  if (!proxy) throw new Error("There is no proxy to use.");
  const isTunnel = n % 2 === 1;
  // Clients that all start at once would stay in step with each other.
  await pause((wish.pauseMs * n) / wish.clients);
  while (!state.isOver) {
    const socket = connect(proxy.port_http, proxy.ip).setNoDelay();
    await once(socket, "connect");
    // The end of the connection tells it, too.
    socket.on("error", () => undefined);
    if (isTunnel) await ask(socket, `CONNECT ${echoOf(wish)} HTTP/1.1\r\n${loginOf(proxy)}\r\n`);
    for (let asked = 0; asked < PER_TUNNEL && !state.isOver; asked++) {
      await ask(
        socket,
        isTunnel ? plain(wish, "/", "") : plain(wish, `http://${echoOf(wish)}/`, loginOf(proxy)),
      );
      state.requests++;
      await pause(wish.pauseMs);
    }
    socket.destroy();
  }
}

function plain(wish: Clients, target: string, headers: string): string {
  const head = `POST ${target} HTTP/1.1\r\nHost: ${echoOf(wish)}\r\n${headers}`;
  return `${head}Content-Length: ${wish.bodyBytes}\r\n\r\n${"x".repeat(wish.bodyBytes)}`;
}

function echoOf({ echoPort }: Clients): string {
  return `127.0.0.1:${echoPort}`;
}

function loginOf({ login, password }: BoughtProxy): string {
  const basic = Buffer.from(`${login}:${password}`).toString("base64");
  return `Proxy-Authorization: Basic ${basic}\r\n`;
}

/** Sends one request and reads its answer to the end. Throws when it is not 200. */
function ask(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const onData = (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      const headEnd = answer.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const head = answer.slice(0, headEnd);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      const isChunked = /\r\ntransfer-encoding: chunked/i.test(head);
      if (isChunked ? !answer.endsWith("\r\n0\r\n\r\n") : answer.length < headEnd + 4 + length) return;
      socket.off("data", onData).off("close", onClose);
      if (/^HTTP\/1\.1 200/.test(answer)) resolve();
      else reject(new Error(`The gateway answers ${head.slice(0, 200)}`));
    };
    const onClose = () => reject(new Error("The gateway closed a connection."));
    socket.on("data", onData).once("close", onClose);
    socket.write(text);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

main(JSON.parse(process.argv[2] ?? "{}")).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
