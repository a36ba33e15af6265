import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";

export interface SoldProxy {
  ip: string;
  port_http: number;
  port_socks: number;
  login: string;
  password: string;
}

/** The sandbox's echo page, as the first start chose it. */
export interface Target {
  host: string;
  port: number;
}

export function echoTarget(): Target {
  const ports = readFileSync(join(process.env.E2E_DATA_DIR ?? "", "ports.json"), "utf8");
  return { host: "127.0.0.1", port: Number(JSON.parse(ports).echo) };
}

const basic = (proxy: SoldProxy) =>
  `Basic ${Buffer.from(`${proxy.login}:${proxy.password}`).toString("base64")}`;

/** Asks the echo page through a proxy by plain HTTP; answers the status and the address that the target saw. */
export function overHttp(proxy: SoldProxy, target: Target): Promise<{ status: number; ip: string | null }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      host: proxy.ip,
      port: proxy.port_http,
      path: `http://${target.host}:${target.port}/journey`,
      headers: { Host: `${target.host}:${target.port}`, "Proxy-Authorization": basic(proxy) },
      agent: false,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        resolve({ status, ip: status === 200 ? JSON.parse(text).ip : null });
      });
    });
    outgoing.end();
  });
}

/** The same through a CONNECT tunnel. */
export async function overConnect(proxy: SoldProxy, target: Target): Promise<string> {
  return askEcho(await openConnect(proxy, target));
}

/** The same over SOCKS5. */
export async function overSocks(proxy: SoldProxy, target: Target): Promise<string> {
  return askEcho(await openSocks(proxy, target));
}

/** A CONNECT tunnel that stands. */
export async function openConnect(proxy: SoldProxy, target: Target): Promise<Socket> {
  const socket = await open(proxy.ip, proxy.port_http);
  socket.write(
    `CONNECT ${target.host}:${target.port} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${basic(proxy)}\r\n\r\n`,
  );
  const answer = await readUntil(socket, (bytes) => bytes.includes("\r\n\r\n"));
  if (!answer.includes(" 200 ")) throw new Error(`The proxy answered ${answer.toString().split("\r\n")[0]}.`);
  return socket;
}

/** A SOCKS5 tunnel that stands. */
export async function openSocks(proxy: SoldProxy, target: Target): Promise<Socket> {
  const socket = await open(proxy.ip, proxy.port_socks);
  socket.write(Buffer.from([5, 1, 2]));
  await readUntil(socket, (bytes) => bytes.length >= 2);
  const [login, password] = [Buffer.from(proxy.login), Buffer.from(proxy.password)];
  socket.write(
    Buffer.concat([Buffer.from([1, login.length]), login, Buffer.from([password.length]), password]),
  );
  await readUntil(socket, (bytes) => bytes.length >= 2);
  const host = Buffer.from(target.host);
  socket.write(
    Buffer.concat([
      Buffer.from([5, 1, 0, 3, host.length]),
      host,
      Buffer.from([target.port >> 8, target.port & 255]),
    ]),
  );
  const reply = await readUntil(socket, (bytes) => bytes.length >= 10);
  if (reply[1] !== 0) throw new Error(`The proxy answered SOCKS reply ${reply[1]}.`);
  return socket;
}

/** An upload through a tunnel that goes on until somebody ends it. */
export interface Upload {
  /** When and how it ended: `ECONNRESET` for a reset, `null` for an orderly end. */
  ended: Promise<{ at: number; code: string | null }>;
  isOpen(): boolean;
  stop(): void;
}

/** Sends to the echo page through a tunnel, a little every 50 ms. */
export function startUpload(socket: Socket): Upload {
  let code: string | null = null;
  socket.write("POST /upload HTTP/1.1\r\nHost: echo\r\nContent-Length: 100000000\r\n\r\n");
  const drip = setInterval(() => socket.write("x".repeat(100)), 50);
  socket.on("error", (error: NodeJS.ErrnoException) => {
    code = error.code ?? error.message;
  });
  const ended = new Promise<{ at: number; code: string | null }>((resolve) => {
    socket.on("close", () => {
      clearInterval(drip);
      resolve({ at: Date.now(), code });
    });
  });
  return { ended, isOpen: () => !socket.destroyed, stop: () => socket.destroy() };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket));
    socket.once("error", reject);
  });
}

function readUntil(socket: Socket, isEnough: (bytes: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!isEnough(bytes)) return;
      socket.off("data", onData);
      resolve(bytes);
    };
    socket.on("data", onData);
    socket.once("close", () => reject(new Error("The proxy closed the connection.")));
  });
}

async function askEcho(socket: Socket): Promise<string> {
  socket.write("GET /journey HTTP/1.1\r\nHost: echo\r\nConnection: close\r\n\r\n");
  const answer = await readUntil(socket, (bytes) => bytes.includes("}"));
  socket.destroy();
  return JSON.parse(answer.toString().slice(answer.indexOf("{"))).ip;
}
