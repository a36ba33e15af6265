import { connect } from "node:net";

/** What one kind of slow client says at once, and what it goes on with, a byte at a time. */
export interface SlowKind {
  start: string;
  drip: string;
  /** Until when it has to be cut off, from its first byte on. */
  limitMs: number;
}

export interface Siege {
  /** How many are connected now. */
  held(): number;
  /** Connections that were cut, by kind, with how long the longest one lived. */
  cut: Record<string, { count: number; longestMs: number }>;
  /** Ages of those that live beyond their limit. */
  overdue(): { kind: string; ageMs: number }[];
  end(): Promise<void>;
}

const DRIP_MS = 4_000;
const STEP_MS = 100;

/**
 * Holds `count` slow connections to a server, of each kind in turn; whatever is cut off comes again. Each says one
 * byte every few seconds, spread evenly over time.
 */
export function besiege(port: number, kinds: Readonly<Record<string, SlowKind>>, count: number): Siege {
  const names = Object.keys(kinds);
  const cut: Siege["cut"] = Object.fromEntries(names.map((name) => [name, { count: 0, longestMs: 0 }]));
  const clients = Array.from({ length: count }, (_, n) => ({
    kind: names[n % names.length] ?? "",
    ...open(n),
  }));
  let isOver = false;

  function open(n: number) {
    const kind = names[n % names.length] ?? "";
    const socket = connect(port, "127.0.0.1", () => socket.write(kinds[kind]?.start ?? ""));
    const bornAt = Date.now();
    socket.on("error", () => undefined);
    socket.resume();
    socket.once("close", () => {
      const seen = cut[kind];
      if (isOver || !seen) return;
      seen.count += 1;
      seen.longestMs = Math.max(seen.longestMs, Date.now() - bornAt);
      clients[n] = { kind, ...open(n) };
    });
    return { socket, bornAt };
  }

  let turn = 0;
  const steps = DRIP_MS / STEP_MS;
  const timer = setInterval(() => {
    turn += 1;
    for (let n = turn % steps; n < clients.length; n += steps) {
      const client = clients[n];
      if (client?.socket.readyState === "open") client.socket.write(kinds[client.kind]?.drip ?? "");
    }
  }, STEP_MS);

  return {
    held: () => clients.filter(({ socket }) => socket.readyState === "open").length,
    cut,
    overdue: () =>
      clients
        .map(({ kind, bornAt }) => ({ kind, ageMs: Date.now() - bornAt }))
        .filter(({ kind, ageMs }) => ageMs > (kinds[kind]?.limitMs ?? 0)),
    async end() {
      isOver = true;
      clearInterval(timer);
      await Promise.all(
        clients.map(({ socket }) =>
          socket.closed ? undefined : new Promise((resolve) => socket.once("close", resolve).destroy()),
        ),
      );
    },
  };
}
