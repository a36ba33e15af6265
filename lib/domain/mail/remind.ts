import { addDays } from "@/lib/clock";
import { formatUsd, parseUsd } from "@/lib/money";
import { listExpiredUntold, listRenewalsComing, type RemindableRow } from "@/lib/store/mail";
import { quoteFor } from "../catalog/quote";
import type { Business } from "../context";
import { TRY_AHEAD_DAYS } from "../subscriptions/ahead";
import { enqueueMail } from "./enqueue";

const BATCH = 200;
/** What is still untold after so many batches waits for the next look: renewals must not wait for mails. */
const MOST_ROUNDS = 25;
/** Far longer than the pause between two looks, so that a slow one misses nothing. */
const RECENT_MS = 15 * 60_000;

/**
 * Tells of renewals that are charged in 7, 3 and 1 days, with today's price and the balance after, and of what has ended.
 * Once per term and mark; answers how many mails were due. Business time. Reads all ends of fifteen days.
 */
export function enqueueReminders(ctx: Business): Promise<number> {
  return enqueueSince(ctx, null);
}

/**
 * The same for what passed a mark within the last quarter of an hour, which is all there is to tell unless time jumped,
 * nobody looked, or somebody switched auto-renew or mails on meanwhile.
 */
export function enqueueNewReminders(ctx: Business): Promise<number> {
  return enqueueSince(ctx, new Date(ctx.clock.now().getTime() - RECENT_MS));
}

async function enqueueSince(ctx: Business, since: Date | null): Promise<number> {
  let told = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { count, isAll } = await enqueueBatch(ctx, since);
    told += count;
    if (isAll) break;
  }
  return told;
}

async function enqueueBatch(ctx: Business, since: Date | null): Promise<{ count: number; isAll: boolean }> {
  const part = { now: ctx.clock.now(), since, limit: BATCH };
  const [coming, expired] = await Promise.all([
    listRenewalsComing(ctx.db, part),
    listExpiredUntold(ctx.db, part),
  ]);
  for (const row of coming) await remind(ctx, row);
  for (const row of expired) await tellExpired(ctx, row);
  return { count: coming.length + expired.length, isAll: Math.max(coming.length, expired.length) < BATCH };
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
        chargedAt: addDays(row.expires_at, -TRY_AHEAD_DAYS).toISOString(),
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
