import { connect, createServer, type Socket } from "node:net";

/** How a small proxy treats those who know its login. */
type Manner = "open" | "refuses" | "finds_nothing" | "suspended" | "silent" | "talks_nonsense";

interface SmallProxyOptions {
  host?: string;
  /** A free one when absent. */
  port?: number;
  manner?: Manner;
  login?: string;
  password?: string;
}

const HTTP = { open: 200, refuses: 403, suspended: 403, finds_nothing: 502 };
const SOCKS = { open: 0, refuses: 2, suspended: 2, finds_nothing: 5 };

/**
 * A real proxy in few lines: CONNECT and SOCKS5 on one port, one login, leaves by the address that it listens on.
 * `seen` has the logins that were tried.
 */
export async function startSmallProxy(options: SmallProxyOptions = {}) {
  const {
    host = "127.0.0.1",
    manner = "open",
    port: wantedPort = 0,
    login = "u1",
    password = "secret",
  } = options;
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const knows = (text: string) => {
    seen.push(text);
    return text === `${login}:${password}`;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    if (manner === "silent") return socket.resume();
    if (manner === "talks_nonsense") return socket.end("nonsense\r\n\r\n");
    socket.once("data", (first) => {
      if (first[0] === 5) speakSocks(socket, { host, manner, knows });
      else speakHttp(socket, first.toString("latin1"), { host, manner, knows });
    });
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(wantedPort, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    }),
  );
  return {
    host,
    port,
    login,
    password,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Speaking {
  host: string;
  manner: keyof typeof HTTP;
  knows(text: string): boolean;
}

function speakHttp(socket: Socket, head: string, { host, manner, knows }: Speaking): void {
  const basic = /Proxy-Authorization: Basic (\S+)/.exec(head)?.[1] ?? "";
  const status = knows(Buffer.from(basic, "base64").toString()) ? HTTP[manner] : 407;
  const why = status === 403 && manner === "suspended" ? "X-Proxy-Error: suspended\r\n" : "";
  if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n${why}\r\n`);
  const [, name = "", port] = /^CONNECT (\S+):(\d+)/.exec(head) ?? [];
  join(socket, { host: name, port: Number(port), localAddress: host }, "HTTP/1.1 200 Yes\r\n\r\n");
}

function speakSocks(socket: Socket, { host, manner, knows }: Speaking): void {
  socket.write(Buffer.from([5, 2]));
  socket.once("data", (told) => {
    const loginEnd = 2 + (told[1] ?? 0);
    const isKnown = knows(`${told.subarray(2, loginEnd)}:${told.subarray(loginEnd + 1)}`);
    if (!isKnown) return socket.end(Buffer.from([1, 1]));
    socket.write(Buffer.from([1, 0]));
    socket.once("data", (asked) => {
      const reply = Buffer.from([5, SOCKS[manner], 0, 1, 0, 0, 0, 0, 0, 0]);
      if (manner !== "open") return socket.end(reply);
      const end = 5 + (asked[4] ?? 0);
      const target = { host: asked.subarray(5, end).toString(), port: asked.readUInt16BE(end) };
      join(socket, { ...target, localAddress: host }, reply);
    });
  });
}

function join(
  socket: Socket,
  target: { host: string; port: number; localAddress: string },
  hello: string | Buffer,
): void {
  const upstream = connect(target, () => {
    socket.write(hello);
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on("error", () => socket.destroy());
}
