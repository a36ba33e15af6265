import { createServer } from "node:net";
import { expect, test } from "vitest";
import { createConnections } from "./connections";
import { HASH, listen, open, scriptedFeed } from "./test-tools";

test("flushes that overlap, because the database is slow, send every byte once", async () => {
  const server = createServer((socket) => socket.resume());
  const socket = await open("127.0.0.1", await listen(server));
  const connections = createConnections(10);
  const grant = {
    subscriptionId: 1,
    login: "u1",
    passwordHash: HASH,
    addresses: [],
    expiresAt: null,
    barred: null,
    quota: null,
  };
  const script = scriptedFeed([]);
  let answer = () => {};
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { recordUsage } = script.feed;
  script.feed.recordUsage = async (id, rows) => {
    await slow;
    return recordUsage(id, rows);
  };
  const flush = () => connections.flush(script.feed, () => undefined);
  const write = (bytes: number) =>
    new Promise<void>((resolve) => socket.write("x".repeat(bytes), () => resolve()));

  connections.meter(grant, socket);
  await write(1_000);
  const flushes = [flush()];
  await write(500);
  flushes.push(flush(), flush());
  expect(connections.pendingBytes(1)).toBe(1_500);
  answer();
  await Promise.all(flushes);
  expect([script.recordedBytes(1), connections.pendingBytes(1)]).toEqual([1_500, 0]);
  socket.destroy();
  server.close();
});
