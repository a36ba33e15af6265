import type { Socket } from "node:net";
import type { Access, Pass } from "./access";
import type { Connections } from "./connections";
import type { Exits } from "./exits";
import type { AddressPolicy } from "./policy";
import { type DialFailure, dial } from "./tunnel";

/** What both faces of the gateway share. */
export interface Door {
  access: Access;
  connections: Connections;
  policy: AddressPolicy;
  exits: Exits;
  /** How long a client may take to say what it wants. */
  handshakeMs: number;
}

const EXITS_TO_TRY = 3;

/** Connects to a target through the IP that was dialled; from the rotating endpoint, through an exit. */
export async function leave(
  door: Door,
  pass: Pass,
  client: Socket,
  to: { host: string; port: number },
): Promise<Socket | DialFailure> {
  const { grant, wish } = pass;
  if (!grant.quota || !wish) return dial(door.policy, localIp(client), to);
  for (let tried = 0; tried < EXITS_TO_TRY; tried++) {
    const exit = door.exits.pick(grant.subscriptionId, grant.quota, wish);
    if (!exit) break;
    const upstream = await dial(door.policy, exit, to);
    if (upstream !== "no_exit") return upstream;
    door.exits.rest(exit);
  }
  return "no_exit";
}

/** `ip:port` that the client dialled. */
export function dialled(socket: Socket): string {
  return `${localIp(socket)}:${socket.localPort}`;
}

/** The client's address. */
export function callerOf(socket: Socket): string {
  return (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}

function localIp(socket: Socket): string {
  return (socket.localAddress ?? "").replace(/^::ffff:/, "");
}
