import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createApi } from "@/lib/api/app";
import { readEnv } from "@/lib/env";
import { startJobs } from "@/lib/jobs/runner";
import { createRuntime } from "@/lib/runtime";

/** What the driver asks for over the pipe between the two processes. */
export type Report = { ports: { api: number; bare: number } } | { cpuMs: number };

/** The product's API behind the server that serves it, and beside it a bare Hono on the same kind of server. */
async function main(): Promise<void> {
  const business = await createRuntime(readEnv());
  startJobs(business);
  const bare = new Hono()
    .get("/bare", (c) => c.json({ status: "ok" }))
    .get("/select", async (c) => {
      const [user] = await business.db.query("select id, email, role from users where id = $1", [1]);
      return c.json({ user });
    });
  const ports = {
    api: await listen(createApi(business).fetch),
    bare: await listen(bare.fetch),
  };
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000 } satisfies Report);
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ ports } satisfies Report);
}

async function listen(fetch: Parameters<typeof getRequestListener>[0]): Promise<number> {
  const server = createServer({ keepAliveTimeout: 65_000 }, getRequestListener(fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port.");
  return address.port;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
