import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { waitFor } from "./processes.mjs";
import { readJson, writeJson } from "./settings.mjs";

/**
 * @typedef {import("./settings.mjs").Settings} Settings
 * @typedef {import("./settings.mjs").Ports} Ports
 */

const DEFAULT_WEB_PORT = 3000;
const FALLBACK = { web: DEFAULT_WEB_PORT, http: 8080, socks: 1080, rotating: 7000, echo: 8081 };
/** How long the programs of a killed launcher may need to let go of their ports. */
const ORPHANS_MS = 6_000;

/**
 * Chooses the ports once and keeps them in the data directory. One that was asked for and is busy is an
 * error; one that nobody asked for gives way to a free one, in live mode only on the first start.
 * @param {Settings} settings
 * @returns {Promise<Ports>}
 */
export async function choosePorts(settings) {
  const path = join(settings.dataDir, "ports.json");
  /** @type {Partial<Ports> | null} */
  const kept = readJson(path);
  const patienceMs = kept ? ORPHANS_MS : 0;
  const asked = askedPorts(settings);
  /** @type {Partial<Ports>} */
  const chosen = {};
  for (const name of /** @type {const} */ (["web", "http", "socks", "rotating", "echo"])) {
    const host = name === "web" ? settings.host : settings.gatewayHost;
    const wish = asked[name] ?? kept?.[name] ?? (name === "web" ? DEFAULT_WEB_PORT : 0);
    const taken = Object.values(chosen);
    if (
      wish &&
      !taken.includes(wish) &&
      (await waitFor(() => isFree(host, wish), { timeoutMs: patienceMs }))
    ) {
      chosen[name] = wish;
      continue;
    }
    const fixed = asked[name] !== undefined || (settings.live && kept?.[name] !== undefined);
    if (fixed) throw new Error(`Port ${wish} on ${host} is in use by another program. ${advice(name)}`);
    chosen[name] = await findFree(host, name === "web" ? wish + 1 : 0, taken);
    if (wish) console.log(`Port ${wish} is in use by another program; using ${chosen[name]} instead.`);
  }
  const ports = { ...FALLBACK, ...chosen };
  if (JSON.stringify(ports) !== JSON.stringify(kept)) writeJson(path, ports);
  return ports;
}

/**
 * The ports that were asked for or chosen before, without a look at whether they are free.
 * @param {Settings} settings
 * @returns {Ports}
 */
export function knownPorts(settings) {
  return { ...FALLBACK, ...readJson(join(settings.dataDir, "ports.json")), ...askedPorts(settings) };
}

/**
 * @param {Settings} settings
 * @returns {Partial<Ports>}
 */
function askedPorts({ port, gatewayPorts }) {
  const [http, socks, rotating] = gatewayPorts.split(",").map(Number);
  if (gatewayPorts && !(http && socks))
    throw new Error("GATEWAY_PORTS must be two or three ports: http,socks,rotating.");
  return {
    ...(port ? { web: port } : {}),
    ...(http && socks ? { http, socks } : {}),
    ...(rotating ? { rotating } : {}),
  };
}

/** @param {keyof Ports} name */
function advice(name) {
  if (name === "web") return "Stop that program, or set PORT to another one.";
  return "Stop that program, or set GATEWAY_PORTS to others (http,socks,rotating).";
}

/**
 * @param {string} host
 * @param {number} near where to begin; 0: anywhere, below the range the system hands out to clients
 * @param {number[]} taken
 */
async function findFree(host, near, taken) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = near ? near + attempt : randomInt(20_000, 30_000);
    if (!taken.includes(port) && (await isFree(host, port))) return port;
  }
  throw new Error(`No free port found on ${host}.`);
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const code = "code" in error ? error.code : "";
      if (code === "EADDRINUSE") resolve(false);
      else reject(new Error(`Can't listen on ${host}:${port}: ${error.message}`));
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
