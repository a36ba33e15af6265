import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive, waitFor } from "./processes.mjs";

const SETUP = `
import { existsSync, writeFileSync } from "node:fs";
const file = process.env.DATA_DIR + "/first-run.json";
const person = (role) => ({ email: role + "@example.com", password: "secret-of-" + role });
if (process.env.FAIL_SETUP) { console.error("AUTH_SECRET is missing."); process.exit(1); }
if (!existsSync(file)) writeFileSync(file, JSON.stringify({ operator: person("operator"), customer: person("customer") }));
`;
const SERVER = `
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
const { Pool } = createRequire(${JSON.stringify(import.meta.url)})("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
pool.on("error", () => {});
writeFileSync(process.env.DATA_DIR + "/" + process.env.ROLE + ".pid", String(process.pid));
createServer(async (request, response) => {
  const ok = await pool.query("SELECT 1").then(() => true, () => false);
  response.writeHead(ok ? 200 : 503).end(String(process.pid));
}).listen(Number(process.env.ROLE === "server" ? process.env.PORT : process.env.GATEWAY_PORTS.split(",")[0]), "127.0.0.1");
`;

let dir = "";
const launchers: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "launch-"));
  const stub = (role: string) => `process.env.ROLE = "${role}"; await import("./stub.mjs");`;
  writeFileSync(join(dir, "stub.mjs"), SERVER);
  writeFileSync(join(dir, "setup.mjs"), SETUP);
  for (const role of ["server", "gateway"]) writeFileSync(join(dir, `${role}.mjs`), stub(role));
  const here = new URL("./", import.meta.url).href;
  writeFileSync(
    join(dir, "start.mjs"),
    `import { launch } from "${here}launch.mjs";
     import { liveUntilSignal } from "${here}life.mjs";
     const at = (name) => [${JSON.stringify(dir)} + "/" + name + ".mjs"];
     const programs = { setup: at("setup"), gateway: at("gateway"), server: at("server") };
     await liveUntilSignal((life) => launch({ env: process.env, dev: false, programs, prepare: false }, life));`,
  );
});

afterEach(async () => {
  for (const child of launchers.splice(0)) if (child.exitCode === null) child.kill("SIGTERM");
  const pid = postmaster();
  await waitFor(() => !pid || !isAlive(pid), { timeoutMs: 8_000 });
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const dataDir = () => join(dir, "data");
/** 0 while the program has not written its pid yet. */
function pidOf(role: string): number {
  const file = join(dataDir(), `${role}.pid`);
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
}

function postmaster(): number {
  const file = join(dataDir(), "postgres/postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
}

function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(dir, "start.mjs")], {
    env: { ...process.env, DATA_DIR: dataDir(), DATABASE_URL: "", PORT: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  launchers.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      output += text;
    });
  const exited = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return {
    child,
    exited,
    output: () => output,
    async ready() {
      const ready = await waitFor(() => output.includes("Stop with Ctrl-C") || child.exitCode !== null, {
        timeoutMs: 20_000,
      });
      expect(ready && output, output).toContain("is ready");
      await waitFor(() => pidOf("server") > 0 && pidOf("gateway") > 0, { timeoutMs: 5_000 });
      return /is ready: (\S+)/.exec(output)?.[1] ?? "";
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
}

/** Kills a process unless its end has come already. */
function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

test("a first start says how to sign in, a second copy finds the first, and Ctrl-C ends all of it", async () => {
  const first = start();
  const url = await first.ready();
  expect(first.output()).toContain("operator@example.com  secret-of-operator");
  expect(statSync(join(dataDir(), "secrets.json")).mode & 0o777).toBe(0o600);

  const copy = start();
  expect(await copy.exited).toBe(0);
  expect(copy.output()).toContain(`already running at ${url} (pid ${first.child.pid})`);

  const pids = [pidOf("server"), pidOf("gateway"), postmaster()];
  first.child.kill("SIGINT");
  expect(await first.exited).toBe(0);
  expect(pids.map(isAlive)).toEqual([false, false, false]);

  const again = start();
  expect(await again.ready()).toBe(url);
  expect(again.output()).not.toContain("secret-of-operator");
}, 30_000);

test("whatever is killed comes back, the launcher's death ends its children, and a new start works", async () => {
  const first = start();
  const url = await first.ready();
  for (const role of ["gateway", "server"]) {
    const before = pidOf(role);
    killNow(before);
    expect(await waitFor(() => pidOf(role) > 0 && pidOf(role) !== before, { timeoutMs: 5_000 })).toBe(true);
  }
  killNow(postmaster());
  expect(await waitFor(() => first.output().includes("Postgres ended"), { timeoutMs: 5_000 })).toBe(true);
  expect(await waitFor(() => answers(url), { timeoutMs: 10_000 })).toBe(true);

  const orphans = [pidOf("server"), pidOf("gateway")];
  first.child.kill("SIGKILL");
  killNow(postmaster());
  const next = start();
  expect(await next.ready()).toBe(url);
  expect(orphans.map(isAlive)).toEqual([false, false]);
}, 30_000);

test("a setup that fails and a port that is taken are told, with exit code 1 and nothing left running", async () => {
  const failing = start({ FAIL_SETUP: "1" });
  expect(await failing.exited).toBe(1);
  expect(failing.output()).toContain("AUTH_SECRET is missing.");
  expect(postmaster()).toBe(0);

  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, "127.0.0.1", resolve));
  const address = squatter.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  rmSync(join(dataDir(), "ports.json"));
  const refused = start({ PORT: port });
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toContain(`Port ${port} on 127.0.0.1 is in use by another program.`);
  squatter.close();
}, 30_000);
