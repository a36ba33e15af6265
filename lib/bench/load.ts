import { connect, type Socket } from "node:net";

/** What to send, again and again. `headers` is asked for each request. */
export interface Shot {
  method: string;
  path: string;
  body?: string;
  headers(connection: number): Record<string, string>;
}

/** How long each request of a while took, in milliseconds, and how long the while was. */
export interface Slice {
  latencies: number[];
  ms: number;
}

export interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  requests: number;
}

/**
 * Sends requests over `connections` sockets, one after the other on each, for `ms`. A small client of its own, so that
 * it takes as little as possible of the machine that it measures. Throws at the first answer that is not 200.
 */
export async function shoot(port: number, shot: Shot, connections: number, ms: number): Promise<Slice> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + ms;
  await Promise.all(Array.from({ length: connections }, (_, n) => fly(port, shot, n, endsAt, latencies)));
  return { latencies, ms: performance.now() - startedAt };
}

/** Measures work without HTTP in the same way: `lanes` at once, each one call after the other. */
export async function repeat(
  work: (lane: number) => Promise<void>,
  lanes: number,
  ms: number,
): Promise<Slice> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + ms;
  const lane = async (n: number) => {
    while (performance.now() < endsAt) {
      const sentAt = performance.now();
      await work(n);
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, n) => lane(n)));
  return { latencies, ms: performance.now() - startedAt };
}

async function fly(port: number, shot: Shot, n: number, endsAt: number, latencies: number[]): Promise<void> {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  try {
    while (performance.now() < endsAt) {
      const sentAt = performance.now();
      socket.write(requestText(shot, n));
      await readAnswer(socket, shot);
      latencies.push(performance.now() - sentAt);
    }
  } finally {
    socket.destroy();
  }
}

function requestText(shot: Shot, n: number): string {
  const lines = Object.entries(shot.headers(n)).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = shot.body === undefined ? "" : `Content-Length: ${Buffer.byteLength(shot.body)}\r\n`;
  return `${shot.method} ${shot.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}${length}\r\n${shot.body ?? ""}`;
}

/** Reads one answer; the server frames it by its length or in chunks. */
function readAnswer(socket: Socket, shot: Shot): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onData = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (!isWhole(text)) return;
      socket.off("data", onData);
      socket.off("close", onClose);
      if (text.startsWith("HTTP/1.1 200")) resolve();
      else reject(new Error(`${shot.method} ${shot.path}: ${text.slice(0, 600)}`));
    };
    const onClose = () => reject(new Error("The server closed the connection."));
    socket.on("data", onData);
    socket.once("close", onClose);
  });
}

function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  return length === undefined ? text.endsWith("\r\n0\r\n\r\n") : text.length >= head + 4 + Number(length);
}

/** Throughput and percentiles over all slices. */
export function figuresOf(slices: readonly Slice[]): Figures {
  const sorted = slices.flatMap(({ latencies }) => latencies).toSorted((a, b) => a - b);
  const ms = slices.reduce((sum, slice) => sum + slice.ms, 0);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    perSecond: (sorted.length / ms) * 1_000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    requests: sorted.length,
  };
}
