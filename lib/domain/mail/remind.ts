import { formatUsd, parseUsd } from "@/lib/money";
import { listExpiredUntold, listRenewalsComing, type RemindableRow } from "@/lib/store/mail";
import { quoteFor } from "../catalog/quote";
import type { Business } from "../context";
import { enqueueMail } from "./enqueue";

const BATCH = 200;

/**
 * Tells of renewals that come in 7, 3 and 1 days, with today's price and the balance after, and of what has ended.
 * Once per term and mark; answers how many mails were due. Business time.
 */
export async function enqueueReminders(ctx: Business): Promise<number> {
  const now = ctx.clock.now();
  const [coming, expired] = await Promise.all([
    listRenewalsComing(ctx.db, now, BATCH),
    listExpiredUntold(ctx.db, now, BATCH),
  ]);
  for (const row of coming) await remind(ctx, row);
  for (const row of expired) await tellExpired(ctx, row);
  return coming.length + expired.length;
}

async function remind(ctx: Business, row: RemindableRow): Promise<void> {
  const { price } = await quoteFor(ctx, row);
  const balance = parseUsd(row.balance);
  const isShort = price > balance;
  await enqueueMail(
    ctx,
    { userId: row.user_id },
    {
      event: `renewal_coming:${row.id}:${row.expires_at.getTime()}:${row.days}`,
      content: {
        topic: "renewal_coming",
        subscriptionId: row.id,
        name: nameOf(row),
        days: row.days,
        expiresAt: row.expires_at.toISOString(),
        priceUsd: formatUsd(price),
        balanceUsd: formatUsd(balance),
        afterUsd: isShort ? null : formatUsd(balance - price),
        missingUsd: isShort ? formatUsd(price - balance) : null,
      },
    },
  );
}

function tellExpired(ctx: Business, row: RemindableRow): Promise<void> {
  return enqueueMail(
    ctx,
    { userId: row.user_id },
    {
      event: `expired:${row.id}:${row.expires_at.getTime()}`,
      content: {
        topic: "expired",
        subscriptionId: row.id,
        name: nameOf(row),
        expiredAt: row.expires_at.toISOString(),
      },
    },
  );
}

/** What a subscription's owner calls it, else what and where it is. */
export function nameOf(
  row: Pick<RemindableRow, "id" | "label" | "quantity" | "category" | "country">,
): string {
  return row.label ?? `${row.quantity} × ${row.category} ${row.country} (#${row.id})`;
}
