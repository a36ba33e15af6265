import { OffsetClock } from "@/lib/clock";
import { quoteFor } from "@/lib/domain/catalog/quote";
import type { Business, Context } from "@/lib/domain/context";
import { deliverOrder } from "@/lib/domain/orders/deliver";
import { placeOrder } from "@/lib/domain/orders/place";
import { asSystem } from "@/lib/domain/system";
import { runDueJobs } from "@/lib/jobs/runner";
import { runSweeps } from "@/lib/jobs/sweeps";
import { createSeal } from "@/lib/seal";
import { openDatabase } from "@/lib/store/db";
import { hasOpenOrder } from "@/lib/store/orders";
import { readSubscription } from "@/lib/store/subscriptions";
import { localSupplier } from "@/lib/suppliers/local/local";

const LATER_MS = 60_000;

/**
 * A process of its own that sweeps until nothing is due: `node worker.js <databaseUrl> sweep|naive <sign>`. It prints
 * a line when it begins, and begins when the row `sign` is in the settings.
 */
async function main([databaseUrl = "", how = "sweep", sign = ""]: string[]): Promise<void> {
  const db = openDatabase(databaseUrl, 6);
  const business: Business = {
    db,
    clock: new OffsetClock(),
    seal: createSeal("test data key"),
    suppliers: { local: localSupplier },
    payments: {},
    publicUrl: "http://shop.test",
    moneyEnabled: true,
    keyPrefix: "pdk_",
    endpoint: "127.0.0.1:7000",
  };
  while (sign && !(await db.query("select 1 from settings where name = $1", [sign])).length) await pause();
  process.stdout.write("begun\n");
  if (how === "naive") await renewNaively(asSystem(business));
  else while (await sweepOnce(business)) await pause();
  await db.close();
}

/** Sweeps and settles what dead workers left; false when nothing is due or under way any more. */
async function sweepOnce(ctx: Business): Promise<boolean> {
  await runSweeps(ctx);
  await runDueJobs(ctx, new Date(Date.now() + LATER_MS));
  const left = await ctx.db.query(
    `select 1 from subscriptions where auto_renew and expires_at < $1
     union all select 1 from orders where state = 'held' limit 1`,
    [new Date(ctx.clock.now().getTime() + 86_400_000)],
  );
  return left.length > 0;
}

/** The control: lists what is due, looks whether somebody is at it, and charges afterwards; nothing is claimed. */
async function renewNaively(ctx: Context): Promise<void> {
  const due = await ctx.db.query<{ id: number }>("select id from subscriptions where auto_renew order by id");
  for (const { id } of due) {
    const subscription = await readSubscription(ctx.db, id);
    if (!subscription || (await hasOpenOrder(ctx.db, id))) continue;
    const { orderId } = await placeOrder(ctx, {
      kind: "renewal",
      userId: subscription.user_id,
      subscriptionId: id,
      quote: await quoteFor(ctx, subscription),
      supplier: "local",
      country: subscription.country,
      spender: null,
      description: "Naive renewal",
      idempotencyKey: `naive:${process.pid}:${id}`,
      periodEnd: subscription.expires_at,
    });
    await deliverOrder(ctx, orderId);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
