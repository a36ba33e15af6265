import { request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";

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
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, ip: text ? JSON.parse(text).ip : null }),
      );
    });
    outgoing.end();
  });
}

/** The same through a CONNECT tunnel. */
export async function overConnect(proxy: SoldProxy, target: Target): Promise<string> {
  const socket = await open(proxy.ip, proxy.port_http);
  socket.write(
    `CONNECT ${target.host}:${target.port} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${basic(proxy)}\r\n\r\n`,
  );
  await readUntil(socket, (bytes) => bytes.includes("\r\n\r\n"));
  return askEcho(socket);
}

/** The same over SOCKS5. */
export async function overSocks(proxy: SoldProxy, target: Target): Promise<string> {
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
  await readUntil(socket, (bytes) => bytes.length >= 10);
  return askEcho(socket);
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
