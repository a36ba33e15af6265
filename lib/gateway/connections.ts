import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import type { Access } from "./access";
import type { AccessFeed, Grant, Usage } from "./access-feed";

interface Live {
  grant: Grant;
  sockets: Set<Socket>;
}

interface Meter {
  upstream: Socket;
  up: number;
  down: number;
}

/** What runs through the gateway now: counted, and cut as soon as its grant no longer holds. */
export interface Connections {
  /** Ties a client's socket to a grant. False: the grant has too many connections already. */
  add(grant: Grant, client: Socket): boolean;
  /** Counts a connection to a target from now until it closes, and cuts it with the grant. */
  meter(grant: Grant, upstream: Socket): void;
  /** Resets whatever runs on a grant that no longer holds. */
  cutDead(access: Access): void;
  /** Sends what was counted; what can't be sent is sent again, as the same batch. */
  flush(feed: AccessFeed): Promise<void>;
  closeAll(): void;
}

export function createConnections(mostPerGrant: number): Connections {
  const live = new Map<string, Live>();
  const meters = new Map<number, Set<Meter>>();
  const counted = new Map<number, Usage>();
  const unsent: { id: string; rows: Usage[] }[] = [];

  const usageOf = (subscriptionId: number) => {
    const usage = counted.get(subscriptionId) ?? { subscriptionId, bytesUp: 0, bytesDown: 0, connections: 0 };
    counted.set(subscriptionId, usage);
    return usage;
  };
  const track = (grant: Grant, socket: Socket) => {
    const key = `${grant.login}:${grant.passwordHash}`;
    const entry = live.get(key) ?? { grant, sockets: new Set() };
    live.set(key, entry);
    if (entry.sockets.has(socket)) return;
    entry.sockets.add(socket);
    socket.once("close", () => {
      entry.sockets.delete(socket);
      if (!entry.sockets.size && live.get(key) === entry) live.delete(key);
    });
  };
  const read = (subscriptionId: number, meter: Meter) => {
    const up = meter.upstream.bytesWritten - meter.upstream.writableLength;
    const down = meter.upstream.bytesRead;
    const usage = usageOf(subscriptionId);
    usage.bytesUp += Math.max(0, up - meter.up);
    usage.bytesDown += down - meter.down;
    Object.assign(meter, { up: Math.max(up, meter.up), down });
  };

  return {
    add(grant, client) {
      const entry = live.get(`${grant.login}:${grant.passwordHash}`);
      if (entry && entry.sockets.size >= mostPerGrant && !entry.sockets.has(client)) return false;
      track(grant, client);
      return true;
    },
    meter(grant, upstream) {
      const { subscriptionId } = grant;
      const meter = { upstream, up: 0, down: 0 };
      const set = meters.get(subscriptionId) ?? new Set();
      meters.set(subscriptionId, set.add(meter));
      usageOf(subscriptionId).connections++;
      track(grant, upstream);
      upstream.once("close", () => {
        read(subscriptionId, meter);
        set.delete(meter);
        if (!set.size) meters.delete(subscriptionId);
      });
    },
    cutDead(access) {
      for (const { grant, sockets } of [...live.values()]) {
        if (!access.holds(grant)) for (const socket of sockets) socket.resetAndDestroy();
      }
    },
    async flush(feed) {
      for (const [subscriptionId, set] of meters) for (const meter of set) read(subscriptionId, meter);
      const rows = [...counted.values()].filter((row) => row.bytesUp + row.bytesDown + row.connections > 0);
      counted.clear();
      if (rows.length) unsent.push({ id: randomUUID(), rows });
      for (let batch = unsent[0]; batch; batch = unsent[0]) {
        await feed.recordUsage(batch.id, batch.rows);
        unsent.shift();
      }
    },
    closeAll() {
      for (const { sockets } of [...live.values()]) for (const socket of sockets) socket.destroy();
    },
  };
}
