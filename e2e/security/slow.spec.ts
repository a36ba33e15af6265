import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:http";
import { API, expect, firstRun, headersOf, test } from "../fixtures";
import { raw } from "./raw";
import { besiege, type SlowKind } from "./siege";

const PORT = Number(process.env.E2E_PORT);
const OWN = `http://127.0.0.1:${PORT}`;
const SIEGE_MS = 60_000;
/** The server's limits, and what a busy machine may take to keep them. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const SLACK_MS = 5_000;
const P95_MS = 500;

/** A process has this many descriptors at most, unless somebody raised it; a few hundred are for other things. */
function affordable(wanted: number): number {
  const limit = Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1]);
  const count = limit ? Math.min(wanted, limit - 300) : wanted;
  if (count < wanted) console.warn(`${count} slow connections instead of ${wanted}: ulimit -n is ${limit}.`);
  return count;
}

function kindsFor(key: string): Record<string, SlowKind> {
  const head = (line: string, ...more: string[]) =>
    [`${line} HTTP/1.1`, `Host: 127.0.0.1:${PORT}`, ...more].join("\r\n");
  const body = ["Content-Type: application/json", "Content-Length: 5000", "", "{"];
  const bearer = `Authorization: Bearer ${key}`;
  const headers = { drip: "a", limitMs: HEADERS_MS + SLACK_MS };
  const bodies = { drip: " ", limitMs: REQUEST_MS + SLACK_MS };
  return {
    "says nothing": { start: "", drip: "", limitMs: headers.limitMs },
    "drips its request line": { start: "G", ...headers },
    "drips headers to a page": { start: head("GET /sign-in", "X-A: "), ...headers },
    "drips headers to the API": { start: head(`GET ${API}/users/me`, "X-A: "), ...headers },
    "trickles a body to the API": { start: head(`POST ${API}/proxy/quote`, bearer, ...body), ...bodies },
    "trickles a body without a key": { start: head(`POST ${API}/proxy/quote`, ...body), ...bodies },
    "trickles a body that is refused": { start: head("POST /sign-in", ...body), ...bodies },
  };
}

/** Next prints a line for each form that breaks off, so there are only a few of them. */
const SLOW_FORM: SlowKind = {
  start: [
    "POST /sign-in HTTP/1.1",
    `Host: 127.0.0.1:${PORT}`,
    `Origin: ${OWN}`,
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Length: 5000",
    "",
    "--x\r\n",
  ].join("\r\n"),
  drip: " ",
  limitMs: REQUEST_MS + SLACK_MS,
};

/** Descriptors of the process that listens on the product's port. */
function descriptorsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function serverPid(): number {
  const port = PORT.toString(16).toUpperCase().padStart(4, "0");
  const line = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((text) => text.trim().split(/\s+/))
    .find(([, local, , state]) => local?.endsWith(`:${port}`) && state === "0A");
  const listening = `socket:[${line?.[9]}]`;
  const holds = (pid: string) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === listening);
    } catch {
      return false;
    }
  };
  return Number(readdirSync("/proc").find((name) => /^\d+$/.test(name) && holds(name)));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

/** Asks as people and programs do, one request after the other; answers how long each took. */
async function askUntil(end: number, key: string): Promise<number[]> {
  const asks = [
    () => raw(`${OWN}/sign-in`),
    () => raw(`${OWN}${API}/users/me`, { headers: headersOf(key) }),
    () => raw(`${OWN}${API}/proxy/catalog`, { headers: headersOf(key) }),
  ];
  const took: number[] = [];
  for (let n = 0; Date.now() < end; n += 1) {
    const start = performance.now();
    const answer = await asks[n % asks.length]?.();
    took.push(performance.now() - start);
    expect(answer?.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return took.toSorted((a, b) => a - b);
}

test("a thousand slow connections for a minute are cut at their limits, others are answered, and nothing is left", async ({
  customer,
}) => {
  test.skip(process.platform !== "linux", "Descriptors of another process are counted in /proc.");
  test.setTimeout(120_000);
  const pid = serverPid();
  const before = descriptorsOf(pid);
  const count = affordable(1_000);
  const kinds = kindsFor(firstRun().operator.api_key);
  const siege = besiege(PORT, kinds, count);
  const forms = besiege(PORT, { "trickles a form": SLOW_FORM }, 5);
  const end = Date.now() + SIEGE_MS;
  await expect.poll(() => descriptorsOf(pid), { timeout: 10_000 }).toBeGreaterThan(before + count * 0.9);
  const took = await askUntil(end, customer.api_key);
  expect(siege.held()).toBeGreaterThan(count * 0.9);
  expect([...siege.overdue(), ...forms.overdue()]).toEqual([]);
  await Promise.all([siege.end(), forms.end()]);
  expect(forms.cut["trickles a form"]?.count).toBeGreaterThanOrEqual(5);
  for (const [name, { count: times, longestMs }] of Object.entries(siege.cut)) {
    expect(times, name).toBeGreaterThanOrEqual(Math.floor(count / Object.keys(kinds).length));
    expect(longestMs, name).toBeLessThan(kinds[name]?.limitMs ?? 0);
  }
  expect(took.length).toBeGreaterThan(50);
  expect(took[Math.floor(took.length * 0.95)]).toBeLessThan(P95_MS);
  await expect.poll(() => descriptorsOf(pid), { timeout: 20_000 }).toBeLessThanOrEqual(before + 20);
});

test("whoever asks for an upgrade is answered as everybody, and held by the same limits", async () => {
  for (const path of ["/sign-in", "/_next/webpack-hmr", `${API}/healthz`]) {
    const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" };
    const answer = await raw(OWN + path, { headers: { ...upgrade, "Sec-WebSocket-Key": "x" } });
    expect([path, [200, 404]]).toEqual([path, expect.arrayContaining([answer.status])]);
  }
});

test("control: a server without limits is found to hold what is slow", async () => {
  const server = createServer({ headersTimeout: 0, requestTimeout: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const kinds = { "drips headers": { start: "GET / HTTP/1.1\r\nX-A: ", drip: "a", limitMs: 500 } };
  const siege = besiege(typeof address === "object" ? (address?.port ?? 0) : 0, kinds, 20);
  await expect.poll(() => siege.overdue().length).toBe(20);
  expect(siege.cut["drips headers"]?.count).toBe(0);
  await siege.end();
  server.closeAllConnections();
  server.close();
});
