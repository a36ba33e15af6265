import { createApi } from "@/lib/api/app";
import { OffsetClock } from "@/lib/clock";
import { createKeyUse } from "@/lib/domain/keys/used";
import { createLimiter } from "@/lib/domain/limits/limiter";
import { limitsWith } from "@/lib/rate-limits";
import { createSeal } from "@/lib/seal";
import { openDatabase } from "@/lib/store/db";
import { claimKey, readAnswer } from "@/lib/store/records";
import { localSupplier } from "@/lib/suppliers/local/local";

/** A process of its own that buys: `node buyer.js <databaseUrl> <apiKey> <count> same|each|naive`. Prints the statuses. */
async function main([databaseUrl = "", apiKey = "", count = "0", how = "same"]: string[]): Promise<void> {
  const db = openDatabase(databaseUrl, 16);
  const api = createApi({
    db,
    clock: new OffsetClock(),
    seal: createSeal("test data key"),
    suppliers: { local: localSupplier },
    payments: {},
    publicUrl: "http://shop.test",
    moneyEnabled: true,
    endpoint: "127.0.0.1:7000",
    mode: "sandbox",
    keyPrefix: "pdk_",
    keyUse: createKeyUse(db),
    signatureRequired: false,
    trustedProxies: 0,
    limiter: createLimiter(db, limitsWith({ money: 10_000, inflight: 1_000 })),
  });
  const buy = async (idempotencyKey: string) => {
    const response = await api.request("http://shop.test/proxy/api/v1/proxy/static", {
      method: "POST",
      headers: {
        Authorization: `Bearer ${apiKey}`,
        "Idempotency-Key": idempotencyKey,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ category: "isp", country_name: "US", quantity: 1 }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  /** The control: looks first and claims afterwards, as code without a claim would. */
  const buyNaively = async (n: number) => {
    if (await readAnswer(db, "naive", "one-purchase")) return 0;
    const status = await buy(`naive-${process.pid}-${n}`);
    await claimKey(db, { principal: "naive", key: "one-purchase", fingerprint: "", now: new Date() });
    return status;
  };
  const tries = Array.from({ length: Number(count) }, (_, n) =>
    how === "naive" ? buyNaively(n) : buy(how === "same" ? "one-key-for-all" : `key-${process.pid}-${n}`),
  );
  process.stdout.write(JSON.stringify(await Promise.all(tries)));
  await db.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
