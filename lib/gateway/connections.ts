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
  /** What was counted for a subscription and is not recorded yet. */
  pendingBytes(subscriptionId: number): number;
  /** True while a batch was sent and nobody said yet that it is recorded. */
  isInDoubt(): boolean;
  /**
   * Sends what was counted; what can't be sent is sent again, as the same batch. `noted` hears what rotating
   * subscriptions have used in all, in the same breath as it stops being pending.
   */
  flush(feed: AccessFeed, noted: (subscriptionId: number, usedBytes: number) => void): Promise<void>;
  closeAll(): void;
}

export function createConnections(mostPerGrant: number): Connections {
  const live = new Map<string, Live>();
  const meters = new Map<number, Set<Meter>>();
  const counted = new Map<number, Usage>();
  const unsent: { id: string; rows: Usage[]; tried?: true }[] = [];
  const pending = new Map<number, number>();
  let lastFlush = Promise.resolve();

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
  const owe = (subscriptionId: number, bytes: number) => {
    const sum = (pending.get(subscriptionId) ?? 0) + bytes;
    if (sum) pending.set(subscriptionId, sum);
    else pending.delete(subscriptionId);
  };
  const read = (subscriptionId: number, meter: Meter) => {
    const up = meter.upstream.bytesWritten - meter.upstream.writableLength;
    const down = meter.upstream.bytesRead;
    const usage = usageOf(subscriptionId);
    const [moreUp, moreDown] = [Math.max(0, up - meter.up), down - meter.down];
    usage.bytesUp += moreUp;
    usage.bytesDown += moreDown;
    owe(subscriptionId, moreUp + moreDown);
    Object.assign(meter, { up: Math.max(up, meter.up), down });
  };
  const send: Connections["flush"] = async (feed, noted) => {
    for (const [subscriptionId, set] of meters) for (const meter of set) read(subscriptionId, meter);
    const rows = [...counted.values()].filter((row) => row.bytesUp + row.bytesDown + row.connections > 0);
    counted.clear();
    if (rows.length) unsent.push({ id: randomUUID(), rows });
    for (let batch = unsent[0]; batch; batch = unsent[0]) {
      batch.tried = true;
      const totals = await feed.recordUsage(batch.id, batch.rows);
      unsent.shift();
      for (const row of batch.rows) owe(row.subscriptionId, -(row.bytesUp + row.bytesDown));
      for (const { subscriptionId, usedBytes } of totals) noted(subscriptionId, usedBytes);
    }
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
    pendingBytes(subscriptionId) {
      for (const meter of meters.get(subscriptionId) ?? []) read(subscriptionId, meter);
      return pending.get(subscriptionId) ?? 0;
    },
    isInDoubt: () => unsent[0]?.tried === true,
    flush(feed, noted) {
      // One at a time: two that send the same batch would strike the next one off the list too.
      lastFlush = lastFlush.catch(() => undefined).then(() => send(feed, noted));
      return lastFlush;
    },
    closeAll() {
      for (const { sockets } of [...live.values()]) for (const socket of sockets) socket.destroy();
    },
  };
}
