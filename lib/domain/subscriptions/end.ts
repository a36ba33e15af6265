import type { AuditAction } from "@/lib/audit-action";
import { addDays } from "@/lib/clock";
import { hasOpenOrder } from "@/lib/store/orders";
import { lockReleasable, noteEnds } from "@/lib/store/renewals";
import { type Business, type Context, inside, recordAudit } from "../context";
import { takeBack } from "../orders/deliver";
import { GRACE_DAYS } from "../orders/renew";
import { asSystem } from "../system";

const BATCH = 100;

/** Writes ends that have come into the activity; the proxies are off by then, and the gateway drops who is still on. */
export function expireEnded(ctx: Business): Promise<void> {
  return untilFew(ctx, async (system) => {
    const ended = await noteEnds(system.db, system.clock.now(), BATCH);
    for (const { id, user_id } of ended) await recordEnd(system, "subscription.expire", id, user_id);
    return ended.length;
  });
}

/** Releases what nobody renewed within the days of grace: the addresses are back on the shelf. */
export function releaseEnded(ctx: Business): Promise<void> {
  return untilFew(ctx, async (system) => {
    const over = await lockReleasable(system.db, addDays(system.clock.now(), -GRACE_DAYS), BATCH);
    for (const { id, user_id } of over) {
      // One that was placed after they were looked for, and before they were locked.
      if (await hasOpenOrder(system.db, id)) continue;
      await takeBack(system.db, id);
      await recordEnd(system, "subscription.release", id, user_id);
    }
    return over.length;
  });
}

async function untilFew(ctx: Business, step: (system: Context) => Promise<number>): Promise<void> {
  const system = asSystem(ctx);
  while ((await ctx.db.transact((tx) => step(inside(system, tx)))) === BATCH) {
    // Each turn is one batch.
  }
}

function recordEnd(ctx: Context, action: AuditAction, subscriptionId: number, userId: number): Promise<void> {
  return recordAudit(ctx, { action, subject: "subscription", subjectId: subscriptionId, userId });
}
