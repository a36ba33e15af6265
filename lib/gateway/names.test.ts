import { createSocket, type Socket } from "node:dgram";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNames } from "./names";
import { createPolicy } from "./policy";

const QUERY_A = 1;
/** A name server that knows `both.example`, and says nothing of whatever begins with `silent`. */
let server: Socket;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createSocket("udp4");
  server.on("message", (query, from) => {
    const name = nameIn(query);
    asked.push(name);
    if (!name.startsWith("silent")) server.send(answerTo(query, name), from.port, from.address);
  });
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
});
afterEach(() => server.close());

const names = () => createNames([`127.0.0.1:${server.address().port}`]);

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; query[at]; at += (query[at] ?? 0) + 1)
    labels.push(query.toString("latin1", at + 1, at + 1 + (query[at] ?? 0)));
  return labels.join(".");
}

function answerTo(query: Buffer, name: string): Buffer {
  const end = 12 + name.length + 2 + 4;
  const address =
    query.readUInt16BE(end - 4) === QUERY_A ? [1, 1, 1, 1] : [0x26, 6, 0x47, ...Array(13).fill(0)];
  const head = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
  const record = [0xc0, 12, ...query.subarray(end - 4, end), 0, 0, 0, 9, 0, address.length, ...address];
  return Buffer.concat([head, query.subarray(12, end), Buffer.from(record)]);
}

test("names whose server is silent keep no other from being found", async () => {
  const find = names();
  const silent = Array.from({ length: 50 }, (_, n) => find(`silent-${n}.example`));
  const startedAt = performance.now();
  expect(await find("both.example")).toEqual(["1.1.1.1", "2606:4700::"]);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await Promise.allSettled(silent);
}, 30_000);

test("of a name's addresses the one is taken that the proxy's own can reach", async () => {
  const policy = createPolicy({ allow: "", ownPorts: [], resolve: names() });
  expect(await policy.target("both.example", 80, "203.0.113.7")).toEqual({ ip: "1.1.1.1" });
  expect(await policy.target("both.example", 80, "2001:db8::7")).toEqual({ ip: "2606:4700::" });
  expect(await policy.target("both.example", 80)).toEqual({ ip: "1.1.1.1" });
});

test("addresses in odd forms, and this machine's own name, are asked of nobody", async () => {
  const find = names();
  const odd = ["127.1", "0x7f.1", "2130706433", "0x7f000001", "1.2.3.4.5", "a b", ""];
  expect(await Promise.all(odd.map(find))).toEqual(odd.map(() => []));
  expect(await Promise.all(["localhost", "db.localhost", "1.1.1.1"].map(find))).toEqual([
    ["127.0.0.1"],
    ["127.0.0.1"],
    ["1.1.1.1"],
  ]);
  expect(asked).toEqual([]);
});
