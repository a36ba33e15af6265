import type { Socket } from "node:net";
import { isIPv6 } from "node:net";
import { isForbidden } from "@/lib/proxy-refusals";
import { callerOf, type Door, dialled, leave } from "./leave";
import { hangUp, join } from "./tunnel";

// RFC 1928 and 1929.
const VERSION = 5;
const METHOD_PASSWORD = 2;
const NO_METHOD = 0xff;
const COMMAND_CONNECT = 1;
const MOST_HELD = 65_536;
const REPLY = { ok: 0, failed: 1, notAllowed: 2, hostUnreachable: 4, badCommand: 7, badAddress: 8 } as const;

class Malformed extends Error {}

/** The SOCKS5 face: user and password, CONNECT only. Handshakes may come in any pieces. */
export async function serveSocks(door: Door, client: Socket, first: Buffer): Promise<void> {
  const reader = createReader(client, first);
  const timer = setTimeout(() => client.destroy(), door.handshakeMs);
  try {
    const pass = await shakeHands(door, client, reader);
    if (!pass) return;
    const to = await readTarget(door, client, reader);
    if (!to) return;
    if ("reason" in pass || !door.connections.add(pass.grant, client))
      return refuse(door, client, REPLY.notAllowed);
    const upstream = await leave(door, pass, client, to);
    if (typeof upstream === "string")
      return refuse(door, client, isForbidden(upstream) ? REPLY.notAllowed : REPLY.hostUnreachable);
    if (client.destroyed) {
      upstream.destroy();
      return;
    }
    door.connections.meter(pass.grant, upstream);
    client.write(reply(REPLY.ok));
    const rest = reader.release();
    if (rest.length) upstream.write(rest);
    join(client, upstream);
  } catch (error) {
    client.destroy();
    if (!(error instanceof Malformed)) throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** SOCKS has no words: a right login that may not be used is taken, and what it asks for is not allowed. */
async function shakeHands(door: Door, client: Socket, reader: Reader) {
  const [version, count = 0] = await reader.take(2);
  if (version !== VERSION) throw new Malformed();
  const methods = await reader.take(count);
  if (!methods.includes(METHOD_PASSWORD)) {
    hangUp(client, Buffer.from([VERSION, NO_METHOD]), door.handshakeMs);
    return null;
  }
  client.write(Buffer.from([VERSION, METHOD_PASSWORD]));
  const [authVersion, loginLength = 0] = await reader.take(2);
  if (authVersion !== 1) throw new Malformed();
  const login = (await reader.take(loginLength)).toString("utf8");
  const [passwordLength = 0] = await reader.take(1);
  const password = (await reader.take(passwordLength)).toString("utf8");
  const pass = await door.access.admit(login, password, dialled(client), callerOf(client));
  if ("reason" in pass && !isForbidden(pass.reason)) {
    hangUp(client, Buffer.from([1, 1]), door.handshakeMs);
    return null;
  }
  client.write(Buffer.from([1, 0]));
  return pass;
}

async function readTarget(
  door: Door,
  client: Socket,
  reader: Reader,
): Promise<{ host: string; port: number } | null> {
  const [version, command, , type] = await reader.take(4);
  if (version !== VERSION) throw new Malformed();
  const host = await readHost(reader, type);
  const port = (await reader.take(2)).readUInt16BE();
  if (command !== COMMAND_CONNECT) refuse(door, client, REPLY.badCommand);
  else if (!host) refuse(door, client, REPLY.badAddress);
  return command === COMMAND_CONNECT && host ? { host, port } : null;
}

async function readHost(reader: Reader, type: number | undefined): Promise<string | null> {
  if (type === 1) return [...(await reader.take(4))].join(".");
  if (type === 3) return (await reader.take((await reader.take(1))[0] ?? 0)).toString("latin1");
  if (type !== 4) return null;
  const bytes = await reader.take(16);
  const host = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16)).join(":");
  return isIPv6(host) ? host : null;
}

function reply(code: number): Buffer {
  return Buffer.from([VERSION, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}

function refuse(door: Door, client: Socket, code: number): void {
  hangUp(client, reply(code), door.handshakeMs);
}

interface Reader {
  /** Exactly `count` bytes, when they are there. Throws when the client ends before. */
  take(count: number): Promise<Buffer>;
  /** Gives the socket back; answers what was read too far. */
  release(): Buffer;
}

function createReader(socket: Socket, first: Buffer): Reader {
  let held = first;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    // No part of a handshake is that long: the rest waits at the client until there is a target for it.
    if (held.length > MOST_HELD) socket.pause();
    wake();
  };
  const onEnd = () => wake();
  socket.on("data", onData);
  socket.on("end", onEnd);
  socket.on("close", onEnd);
  return {
    async take(count) {
      while (held.length < count) {
        if (socket.readableEnded || socket.destroyed) throw new Malformed();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const bytes = held.subarray(0, count);
      held = held.subarray(count);
      return bytes;
    },
    release() {
      socket.pause();
      socket.off("data", onData);
      socket.off("end", onEnd);
      socket.off("close", onEnd);
      return held;
    },
  };
}
