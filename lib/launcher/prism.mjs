import { spawn } from "node:child_process";
import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { waitFor } from "./processes.mjs";

/** @typedef {{ port: number, seen: Map<string, number>, close: () => void }} Relay */

const START_MS = 60_000;
/** As in `lib/testing/link.ts`: Prism wants a key where the request had none. */
const NO_KEY = "Bearer none";
/** The upstream that answers wrongly, for the control. */
export const PLANTED = "planted";

/**
 * What stands behind Prism: hands each request to the port that its `X-Upstream` names, because every test has a
 * product of its own, and counts what was answered.
 * @returns {Promise<Relay>}
 */
export async function startRelay() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const server = createServer((request, response) => {
    const { "x-upstream": upstream, ...headers } = request.headers;
    if (headers.authorization === NO_KEY) delete headers.authorization;
    if (upstream === PLANTED) {
      response.writeHead(200, { "Content-Type": "application/json" }).end('{"principal":5}');
      return;
    }
    const { method, url } = request;
    const options = { host: "127.0.0.1", port: Number(upstream), method, path: url, headers };
    const onward = httpRequest(options, (answer) => {
      const name = `${method} ${String(url).split("?")[0]} ${answer.statusCode}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", (error) => response.destroy(error));
    request.pipe(onward);
  });
  const port = await listen(server);
  return {
    port,
    seen,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Prism between a port that this answers and an upstream.
 * @param {{ script: string, document: string, upstreamPort: number, args?: string[] }} options
 */
export async function startPrism({ script, document, upstreamPort, args = [] }) {
  const port = await freePort();
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  const where = ["-h", "127.0.0.1", "-p", String(port), "--errors", "--cors", "false", "-v", "fatal"];
  const child = spawn(process.execPath, [script, "proxy", document, upstream, ...where, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (!(await waitFor(() => answers(port), { timeoutMs: START_MS }))) {
    child.kill("SIGKILL");
    throw new Error("Prism did not start.");
  }
  return { port, stop: () => child.kill("SIGKILL") };
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() && true));
    socket.once("error", () => resolve(false));
  });
}

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * @param {import("node:http").Server} server
 * @returns {Promise<number>}
 */
async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
