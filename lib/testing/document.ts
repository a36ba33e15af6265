import { createApi } from "@/lib/api/app";
import { OffsetClock } from "@/lib/clock";
import { createCatalogMemory } from "@/lib/domain/catalog/memory";
import { createKeyUse } from "@/lib/domain/keys/used";
import { createLimiter } from "@/lib/domain/limits/limiter";
import { DEFAULT_LIMITS } from "@/lib/rate-limits";
import { createSeal } from "@/lib/seal";
import { openDatabase } from "@/lib/store/db";

/** A program that prints the OpenAPI document, as `npm run conformance` needs it. Nothing is asked of the database. */
async function main(): Promise<void> {
  const db = openDatabase("postgres://127.0.0.1:1/none", 1);
  const api = createApi({
    db,
    clock: new OffsetClock(),
    seal: createSeal("none"),
    suppliers: {},
    payments: {},
    publicUrl: "http://shop.test",
    moneyEnabled: true,
    endpoint: "",
    mode: "sandbox",
    keyPrefix: "pdk_",
    keyUse: createKeyUse(db),
    signatureRequired: false,
    trustedProxies: 0,
    limiter: createLimiter(db, DEFAULT_LIMITS),
    catalog: createCatalogMemory(db),
  });
  process.stdout.write(await (await api.request("/proxy/api/v1/openapi.json")).text());
  await db.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
