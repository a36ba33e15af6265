import { addDays } from "@/lib/clock";
import { deleteRefusals } from "@/lib/store/renewals";
import type { Business } from "../context";

/** From the contract: refusals are kept for 7 days, successful answers for good. */
const KEPT_DAYS = 7;
const BATCH = 1_000;

/** Forgets the refusals under idempotency keys whose time is over. */
export async function forgetRefusals(ctx: Business): Promise<void> {
  const before = addDays(ctx.clock.now(), -KEPT_DAYS);
  while ((await deleteRefusals(ctx.db, before, BATCH)) === BATCH) {
    // Each turn is one batch.
  }
}
