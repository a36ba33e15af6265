import { addDays } from "@/lib/clock";
import { formatUsd, parseUsd } from "@/lib/money";
import { readCategory } from "@/lib/store/catalog";
import { announcePrice, listRenewalSizes } from "@/lib/store/renewals";
import { priceIn } from "../catalog/quote";
import { type Business, inside, recordAudit } from "../context";
import { GRACE_DAYS } from "../orders/renew";
import { asSystem } from "../system";
import { TRY_AHEAD_DAYS } from "./ahead";
import { NOTICE_DAYS } from "./auto-renew";

/** A day before the week begins, so that the week is over when the first try is due. */
const AHEAD_DAYS = NOTICE_DAYS + TRY_AHEAD_DAYS + 1;

/** Announces prices above the last one paid to those whom auto-renew will charge: once each, in the activity. */
export async function announcePrices(ctx: Business): Promise<void> {
  const now = ctx.clock.now();
  const ends = { now, after: addDays(now, -GRACE_DAYS), until: addDays(now, AHEAD_DAYS) };
  for (const size of await listRenewalSizes(ctx.db, ends)) {
    const category = await readCategory(ctx.db, size.category);
    const price = category ? priceIn(category, size.quantity).price : 0n;
    if (price <= parseUsd(size.lowest_price)) continue;
    const rise = { category: size.category, quantity: size.quantity, price: formatUsd(price) };
    await ctx.db.transact(async (tx) => {
      const system = inside(asSystem(ctx), tx);
      for (const told of await announcePrice(tx, ends, rise)) {
        await recordAudit(system, {
          action: "subscription.price_announced",
          subject: "subscription",
          subjectId: told.subscription_id,
          userId: told.user_id,
          facts: { price_usd: rise.price },
        });
      }
    });
  }
}
