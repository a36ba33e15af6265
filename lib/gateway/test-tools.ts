import { createHash } from "node:crypto";
import { request as httpRequest, type Server } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import {
  type AccessEvent,
  type AccessFeed,
  type Address,
  type Exit,
  GRANTS_PER_PAGE,
  type Grant,
  type Usage,
} from "./access-feed";

/** The hash of the one password that tests use. */
export const HASH = createHash("sha256").update("secret").digest("hex");

/** A static grant without an end: login `u` and its number, the tests' one password. */
export const grantOf = (subscriptionId: number, addresses: readonly string[] = []): Grant => ({
  subscriptionId,
  login: `u${subscriptionId}`,
  passwordHash: HASH,
  addresses,
  expiresAt: null,
  barred: null,
  quota: null,
});

/** A feed that tests script. */
export function scriptedFeed(addresses: Address[], exits: Exit[] = []) {
  let tell: (event: AccessEvent) => void = () => {};
  const grants = new Map<number, Grant>();
  const batches = new Map<string, Usage[]>();
  const state = { failUsage: 0, tries: 0 };
  const feed: AccessFeed = {
    frame: async () => ({ addresses, exits, clockOffsetMs: 0 }),
    grants: async (after) =>
      [...grants.values()]
        .filter(({ subscriptionId }) => subscriptionId > after)
        .sort((a, b) => a.subscriptionId - b.subscriptionId)
        .slice(0, GRANTS_PER_PAGE),
    grantsOf: async (ids) => ids.flatMap((id) => grants.get(id) ?? []),
    grantByLogin: async (login) => [...grants.values()].find((grant) => grant.login === login) ?? null,
    watch: async (onEvent) => {
      tell = onEvent;
      return async () => undefined;
    },
    recordUsage: async (id, rows) => {
      state.tries++;
      if (state.failUsage-- > 0) throw new Error("The database is away.");
      batches.set(id, rows);
      return [...grants.values()]
        .filter((grant) => grant.quota && rows.some((row) => row.subscriptionId === grant.subscriptionId))
        .map(({ subscriptionId }) => ({ subscriptionId, usedBytes: recordedBytes(subscriptionId) }));
    },
  };
  const recordedBytes = (subscriptionId: number) =>
    [...batches.values()]
      .flat()
      .filter((row) => row.subscriptionId === subscriptionId)
      .reduce((sum, row) => sum + row.bytesUp + row.bytesDown, 0);
  return { feed, grants, batches, state, exits, recordedBytes, tell: (event: AccessEvent) => tell(event) };
}

const portOf = (server: Server | ReturnType<typeof createServer>) => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};
/** Listens on a free loopback port; answers it. */
export const listen = (server: Server | ReturnType<typeof createServer>) =>
  new Promise<number>((resolve) => server.listen(0, "127.0.0.1", () => resolve(portOf(server))));
/** A port that was free a moment ago. */
export const freePort = async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A raw connection that can half-close. */
export const open = (ip: string, port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ host: ip, port, allowHalfOpen: true }, () => resolve(socket));
    socket.once("error", reject);
  });

/** Everything that a socket says until it ends or breaks. */
export function transcript(socket: Socket): Promise<{ text: string; error: string | null }> {
  return new Promise((resolve) => {
    let text = "";
    let error: string | null = null;
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", (cause: NodeJS.ErrnoException) => {
      error = cause.code ?? "";
    });
    socket.on("end", () => socket.end());
    socket.on("close", () => resolve({ text, error }));
  });
}

/** A whole SOCKS5 handshake in one packet. */
export function socksHello(host: string, port: number, login = "u1", password = "secret"): Buffer {
  const [name, secret, target] = [login, password, host].map((text) => Buffer.from(text));
  const lengths = [name, secret, target].map((bytes) => bytes?.length ?? 0);
  return Buffer.concat([
    Buffer.from([5, 1, 2, 1, lengths[0] ?? 0]),
    name ?? Buffer.alloc(0),
    Buffer.from([lengths[1] ?? 0]),
    secret ?? Buffer.alloc(0),
    Buffer.from([5, 1, 0, 3, lengths[2] ?? 0]),
    target ?? Buffer.alloc(0),
    Buffer.from([port >> 8, port & 255]),
  ]);
}

/** The header of a login. */
export const basic = (login: string, password = "secret") =>
  `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`;

/** Asks for a page through a proxy; answers its status and what it said. */
export function askThrough(
  proxy: { ip: string; port: number; auth: string | null },
  url: string,
  body: string,
): Promise<{ status: number; text: string }> {
  const { ip, port, auth } = proxy;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      host: ip,
      port,
      path: url,
      method: body ? "POST" : "GET",
      agent: false,
      headers: { Host: new URL(url).host, ...(auth ? { "Proxy-Authorization": auth } : {}) },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.end(body);
  });
}

/** Addresses that no sold proxy may reach, in the many ways they can be written. */
export const CLOSED_FORMS =
  "127.0.0.1 127.1 2130706433 0x7f.1 0177.0.0.1 0 0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 [::1] ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2001::1 2001:db8::1 2002:7f00:1::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1 100::1 [::ffff:169.254.169.254] localhost".split(
    " ",
  );
