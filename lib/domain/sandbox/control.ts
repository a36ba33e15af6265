import { OffsetClock } from "@/lib/clock";
import { badRequest } from "@/lib/errors";
import { writeSetting } from "@/lib/store/records";
import { listUnreleased } from "@/lib/store/subscriptions";
import type { Context } from "../context";
import { takeBack } from "../orders/deliver";

/** Ten years either way: further out, times have other than four digits a year, or can't be told at all. */
const MOST_OFFSET_MS = 10 * 366 * 86_400_000;

/**
 * Moves the business's clock for every process; answers the new time. Throws `bad_request` unless one way is named, and
 * for more than ten years from the real time.
 */
export async function moveClock(
  ctx: Context,
  wish: { advance_seconds?: number; now?: string; reset?: true },
): Promise<Date> {
  if (Object.keys(wish).length !== 1)
    throw badRequest("", "one_of", "Name one of advance_seconds, now, reset.");
  const before = ctx.clock.now().getTime() - Date.now();
  const offset = wish.reset
    ? 0
    : wish.now !== undefined
      ? Date.parse(wish.now) - Date.now()
      : before + (wish.advance_seconds ?? 0) * 1000;
  if (Math.abs(offset) > MOST_OFFSET_MS)
    throw badRequest("", "out_of_range", "At most ten years from the real time.");
  await writeSetting(ctx.db, "clock_offset_ms", Math.round(offset));
  if (ctx.clock instanceof OffsetClock) ctx.clock.offsetMs = Math.round(offset);
  return ctx.clock.now();
}

/** Makes the next `times` calls to a target misbehave. */
export async function setFault(
  ctx: Context,
  wish: { target: string; fault: string; times: number },
): Promise<void> {
  await writeSetting(ctx.db, `fault:${wish.target}`, { fault: wish.fault, times: wish.times });
}

/** Releases everything that is sold and resets clock and faults; the ledger stays. Answers how much was released. */
export async function resetSandbox(ctx: Context): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const ids = await listUnreleased(tx);
    for (const id of ids) await takeBack(tx, id);
    for (const target of ["supplier", "payment_provider"]) {
      await writeSetting(tx, `fault:${target}`, { fault: "none", times: 0 });
    }
    await writeSetting(tx, "clock_offset_ms", 0);
    if (ctx.clock instanceof OffsetClock) ctx.clock.offsetMs = 0;
    return ids.length;
  });
}
