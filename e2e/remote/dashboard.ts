import { type ChildProcess, spawn } from "node:child_process";
import { expect } from "@playwright/test";

/** A process of the product that serves pages. */
export interface Dashboard {
  origin: string;
  stop(): Promise<void>;
}

/** Runs `program` with these settings until it is ready to serve. */
export async function startDashboard(
  program: readonly string[],
  env: { PORT: string; [name: string]: string },
): Promise<Dashboard> {
  const origin = `http://127.0.0.1:${env.PORT}`;
  // In a group of its own, so that what it starts ends with it.
  const started = spawn(process.execPath, program, {
    env: { ...process.env, ...env },
    stdio: "ignore",
    detached: true,
  });
  const isReady = () =>
    fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await expect.poll(isReady, { timeout: 120_000, intervals: [200] }).toBe(true);
  return { origin, stop: () => stopGroup(started) };
}

async function stopGroup(leader: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => leader.once("exit", resolve));
  if (leader.pid) process.kill(-leader.pid, "SIGTERM");
  await ended;
}
