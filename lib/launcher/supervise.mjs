import { spawn } from "node:child_process";
import { signalQuietly, waitFor } from "./processes.mjs";
import { ROOT } from "./steps.mjs";

/**
 * `giveUpAfter` is how many failures in a row end the attempt before `settle` was called; after that a
 * program is started again for ever, ever more slowly while it keeps failing.
 * @typedef {{ name: string, args: string[], env: NodeJS.ProcessEnv, delaysMs: number[], giveUpAfter: number, onGiveUp(error: Error): void }} Program
 * @typedef {{ settle(): void, stop(): Promise<void>, readonly pid: number | undefined }} Supervised
 */

const CALM_MS = 30_000;
const GRACE_MS = 8_000;

/**
 * Keeps a Node program running until `stop`. `delaysMs`: the pause before the first, second, … start after a
 * failure; the count begins anew after half a minute without one.
 * @param {Program} program
 * @returns {Supervised}
 */
export function supervise(program) {
  const { name, delaysMs, giveUpAfter, onGiveUp } = program;
  let failures = 0;
  let settled = false;
  let stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  let restart;
  let child = begin();

  function begin() {
    const startedAt = Date.now();
    const started = spawnLeashed(program);
    started.once("error", (error) => console.error(`${name}: ${error.message}`));
    started.once("exit", (code, signal) => {
      if (stopping) return;
      if (Date.now() - startedAt > CALM_MS) failures = 0;
      const reason = signal ?? `exit code ${code}`;
      const pause = delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 0;
      failures += 1;
      if (!settled && failures >= giveUpAfter) {
        onGiveUp(new Error(`The ${name} doesn't start (${reason}).`));
        return;
      }
      console.error(`The ${name} ended (${reason}); starting it again.`);
      restart = setTimeout(() => {
        child = begin();
      }, pause);
    });
    return started;
  }

  return {
    get pid() {
      return child.pid;
    },
    settle() {
      settled = true;
    },
    async stop() {
      stopping = true;
      clearTimeout(restart);
      const isOver = () => !child.pid || child.exitCode !== null || child.signalCode !== null;
      if (!isOver()) child.kill("SIGTERM");
      await waitFor(isOver, { timeoutMs: GRACE_MS, everyMs: 20 });
      // Its whole group, so that nothing it started stays behind.
      if (!isOver() && child.pid) signalQuietly(-child.pid, "SIGKILL");
    },
  };
}

/**
 * In a group of its own, so that a Ctrl-C in the terminal reaches only the launcher; on a leash, so that it
 * can't outlive the launcher.
 * @param {Program} program
 */
function spawnLeashed({ args, env }) {
  const leash = new URL("./leash.mjs", import.meta.url).href;
  return spawn(process.execPath, ["--import", leash, "--enable-source-maps", ...args], {
    cwd: ROOT,
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}
