import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type KeptBack, quietConsole } from "./quiet-console";

let printed: unknown[][];
let reports: KeptBack[];
let undo: () => void;
let console: { error(...args: unknown[]): void; warn(...args: unknown[]): void };
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  printed = [];
  reports = [];
  const print = (...args: unknown[]) => void printed.push(args);
  console = { error: print, warn: print };
  undo = quietConsole(console, (kept) => reports.push(kept));
});
afterEach(() => {
  undo();
  vi.useRealTimers();
});

test("requests that were broken off are a count per minute, and a quiet minute is none", () => {
  for (let n = 0; n < 500; n++)
    console.error("⨯", Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
  expect(printed).toEqual([]);
  vi.advanceTimersByTime(60_000);
  vi.advanceTimersByTime(600_000);
  expect(reports).toEqual([{ aborted: 500, others: 0 }]);
});

test("what else is printed is printed, at most twenty lines a minute", () => {
  for (let n = 0; n < 30; n++) console.warn(`Failed to find Server Action "${n}".`);
  expect(printed).toHaveLength(20);
  vi.advanceTimersByTime(60_000);
  expect(reports).toEqual([{ aborted: 0, others: 10 }]);
  console.error("A new minute", new Error("broken"));
  expect(printed.at(-1)?.[0]).toBe("A new minute");
});

test("an abort that is the cause of another error counts as one; an error that only speaks of it does not", () => {
  console.error(new Error("failed to read the body", { cause: new Error("aborted") }));
  console.error(new Error("The order was aborted"));
  expect(printed).toHaveLength(1);
});

test("what is left is reported when it ends", () => {
  console.error(new Error("aborted"));
  undo();
  expect(reports).toEqual([{ aborted: 1, others: 0 }]);
});

test("this is how Node's own error of a broken-off request looks", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const sent = request({ port, host: "127.0.0.1", method: "POST", headers: { "Content-Length": 100 } });
  sent.on("error", () => undefined);
  sent.write("half");
  const [incoming] = await once(server, "request");
  const failed = once(incoming, "error");
  sent.destroy();
  console.error(...(await failed));
  expect(printed).toEqual([]);
  server.close();
});
