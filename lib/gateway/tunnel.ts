import { connect, type Socket } from "node:net";
import type { AddressPolicy } from "./policy";

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_MS = 5 * 60_000;

/** Why a target could not be connected to; `no_exit`: there is no address to leave from. */
export type DialFailure = "refused" | "unreachable" | "no_exit";

/** Connects to a target, leaving through the IP `from`. */
export async function dial(
  policy: AddressPolicy,
  from: string,
  to: { host: string; port: number },
): Promise<Socket | DialFailure> {
  const target = await policy.target(to.host, to.port, from);
  if (typeof target === "string") return target;
  return new Promise((resolve) => {
    const socket = connect({ host: target.ip, port: to.port, localAddress: from, allowHalfOpen: true });
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => socket.destroy());
    socket.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EADDRNOTAVAIL" ? "no_exit" : "unreachable"),
    );
    socket.once("close", () => resolve("unreachable"));
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.removeAllListeners("timeout");
      socket.on("error", () => socket.destroy());
      resolve(socket);
    });
  });
}

/** Joins two sockets both ways; each half closes by itself, an abort of either frees both. */
export function join(client: Socket, upstream: Socket): void {
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.setTimeout(IDLE_MS, () => one.destroy());
    one.on("error", () => other.destroy());
    one.on("close", () => {
      if (!one.readableEnded) other.destroy();
    });
    one.pipe(other);
  }
}

/** Says a last word and closes. What the client still sends is passed over; one that stays is cut off after `patienceMs`. */
export function hangUp(client: Socket, lastWord: string | Buffer, patienceMs: number): void {
  client.removeAllListeners("data");
  client.end(lastWord);
  client.resume();
  const timer = setTimeout(() => client.destroy(), patienceMs).unref();
  client.once("close", () => clearTimeout(timer));
}
