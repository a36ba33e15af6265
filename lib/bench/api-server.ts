import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Report } from "./server";

/** The API in a process of its own, with a bare Hono beside it. */
export interface Server {
  process: ChildProcess;
  ports: { api: number; bare: number };
  cpuMs(): Promise<number>;
}

/** Starts it; it ends when this process disconnects. */
export async function startServer(script: string, databaseUrl: string): Promise<Server> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "bench",
    DATA_KEY: "bench",
    RATE_LIMITS: "reads=100000000,quotes=100000000,money=100000000,inflight=1000",
  };
  const child = fork(script, [], { env });
  const next = async (): Promise<Report> => (await once(child, "message"))[0];
  const first = await next();
  if (!("ports" in first)) throw new Error("The server did not say where it listens.");
  return {
    process: child,
    ports: first.ports,
    async cpuMs() {
      child.send("cpu");
      const report = await next();
      return "cpuMs" in report ? report.cpuMs : 0;
    },
  };
}
