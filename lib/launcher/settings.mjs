import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "./steps.mjs";

/**
 * What the launcher itself has to know. `port` is null when nobody asked for one.
 * @typedef {{ live: boolean, host: string, port: number | null, gatewayHost: string, gatewayPorts: string, dataDir: string }} Settings
 * @typedef {{ web: number, http: number, socks: number, rotating: number, echo: number }} Ports
 */

/**
 * Reads the launcher's share of the environment. The rest is checked by the programs themselves.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [root] what a relative DATA_DIR starts from
 * @returns {Settings}
 */
export function readSettings(env, root = ROOT) {
  const port = env.PORT ? Number(env.PORT) : 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a port number, not "${env.PORT}".`);
  return {
    live: env.MODE === "live",
    host: env.HOST || "127.0.0.1",
    port: port || null,
    gatewayHost: env.GATEWAY_HOST || (env.MODE === "live" ? "0.0.0.0" : "127.0.0.1"),
    gatewayPorts: env.GATEWAY_PORTS ?? "",
    dataDir: resolve(root, env.DATA_DIR || "data"),
  };
}

/**
 * Makes the data directory. Others can't look into it; as root they may pass, as Postgres runs as another.
 * @param {string} dataDir
 */
export function makeDataDir(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

/**
 * The environment of every program the launcher starts: what it inherited, completed.
 * @param {{ env: NodeJS.ProcessEnv, settings: Settings, ports: Ports, databaseUrl: string }} parts
 * @returns {NodeJS.ProcessEnv}
 */
export function programEnvironment({ env, settings, ports, databaseUrl }) {
  return {
    ...env,
    MODE: env.MODE || "sandbox",
    HOST: settings.host,
    PORT: String(ports.web),
    DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    GATEWAY_HOST: settings.gatewayHost,
    GATEWAY_PORTS: `${ports.http},${ports.socks},${ports.rotating}`,
    GATEWAY_ECHO_PORT: String(ports.echo),
    ...(settings.live ? {} : sandboxDefaults(env, settings, ports)),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/**
 * Where a browser on this machine reaches the server.
 * @param {string} host
 * @param {number} port
 */
export function localUrl(host, port) {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

/**
 * Reads a small JSON file of the data directory; null when there is none.
 * @param {string} path
 */
export function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/**
 * Writes a small JSON file for the owner's eyes only, whole or not at all.
 * @param {string} path
 * @param {unknown} value
 */
export function writeJson(path, value) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {Settings} settings
 * @param {Ports} ports
 */
function sandboxDefaults(env, settings, ports) {
  const secrets = env.AUTH_SECRET && env.DATA_KEY ? null : keptSecrets(settings.dataDir);
  return {
    PUBLIC_URL: env.PUBLIC_URL || localUrl(settings.host, ports.web),
    AUTH_SECRET: env.AUTH_SECRET || secrets?.AUTH_SECRET,
    DATA_KEY: env.DATA_KEY || secrets?.DATA_KEY,
  };
}

/**
 * @param {string} dataDir
 * @returns {{ AUTH_SECRET: string, DATA_KEY: string }}
 */
function keptSecrets(dataDir) {
  const path = join(dataDir, "secrets.json");
  const kept = readJson(path);
  if (kept) return kept;
  const secret = () => randomBytes(32).toString("base64");
  const fresh = { AUTH_SECRET: secret(), DATA_KEY: secret() };
  writeJson(path, fresh);
  return fresh;
}
