import { ANY_COUNTRY } from "@/lib/countries";
import { readEnv } from "@/lib/env";
import { type AccessFeed, GRANTS_PER_PAGE, type Grant } from "@/lib/gateway/access-feed";
import { startEcho } from "@/lib/gateway/echo";
import { startGateway } from "@/lib/gateway/gateway";
import { createPolicy } from "@/lib/gateway/policy";
import { log } from "@/lib/log";
import {
  addUsage,
  type GrantRow,
  listExits,
  listGatewayAddresses,
  listGrants,
  readGrantByLogin,
  readGrants,
} from "@/lib/store/access";
import { type Database, openDatabase } from "@/lib/store/db";
import { readSetting } from "@/lib/store/records";

/** The gateway's process: the proxy server on a feed from Postgres, and in the sandbox the echo page. */
async function main(): Promise<void> {
  const env = readEnv();
  const db = openDatabase(env.databaseUrl, 4);
  const { echoPort, allow, host, portHttp, portSocks, portRotating } = env.gateway;
  const isSandbox = env.mode === "sandbox";
  const echo = isSandbox && echoPort ? await startEcho({ host: "127.0.0.1", port: echoPort }) : null;
  const policy = createPolicy({
    allow: [allow, echo ? `127.0.0.1/32:${echo.port}` : ""].filter(Boolean).join(","),
    ownPorts: [env.port, portHttp, portSocks, portRotating],
  });
  const gateway = await startGateway({
    feed: feedFrom(db),
    policy,
    endpoint: { host, port: portRotating },
    log: (event, facts) => log("warn", event, facts),
  });
  log("info", "gateway.ready", { listening: gateway.listening() });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    Promise.all([gateway.close(), echo?.close()])
      .then(() => db.close())
      .finally(() => process.exit(0));
  };
  for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, stop);
}

function feedFrom(db: Database): AccessFeed {
  return {
    async frame() {
      const [addresses, exits, offset] = await Promise.all([
        listGatewayAddresses(db, "local"),
        listExits(db, "local"),
        readSetting(db, "clock_offset_ms"),
      ]);
      return {
        addresses: addresses.map((row) => ({
          ip: row.ip,
          portHttp: row.port_http,
          portSocks: row.port_socks,
        })),
        exits,
        clockOffsetMs: Number(offset ?? 0),
      };
    },
    grants: async (after) => (await listGrants(db, { after, limit: GRANTS_PER_PAGE })).map(toGrant),
    grantsOf: async (ids) => (await readGrants(db, ids)).map(toGrant),
    async grantByLogin(login) {
      const row = await readGrantByLogin(db, login);
      return row && toGrant(row);
    },
    watch: (onEvent) =>
      db.listen(["access", "settings"], (channel, payload) => {
        onEvent(
          channel === "access" ? { kind: "grant", subscriptionId: Number(payload) } : { kind: "resync" },
        );
      }),
    async recordUsage(batchId, rows) {
      const totals = await addUsage(db, batchId, new Date(), rows);
      return totals.map((row) => ({ subscriptionId: row.subscription_id, usedBytes: row.used_bytes }));
    },
  };
}

function toGrant(row: GrantRow): Grant {
  return {
    subscriptionId: row.subscription_id,
    login: row.login,
    passwordHash: row.password_hash,
    addresses: row.addresses,
    expiresAt: row.expires_at?.getTime() ?? null,
    barred: row.barred,
    quota:
      row.kind === "static"
        ? null
        : {
            category: row.category,
            country: row.country === ANY_COUNTRY ? null : row.country,
            boughtBytes: row.bought_bytes,
            usedBytes: row.used_bytes,
          },
  };
}

main().catch((error: unknown) => {
  log("error", "gateway.failed", { error });
  process.exit(1);
});
