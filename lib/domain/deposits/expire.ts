import { lockExpiredDeposits } from "@/lib/store/deposits";
import { type Business, inside } from "../context";
import { failDeposit } from "./fail";

const BATCH = 100;

/** Ends pending deposits that have run out by the business's clock. A later payment still counts. */
export async function expireDeposits(ctx: Business): Promise<void> {
  let ended = BATCH;
  while (ended === BATCH) ended = await expireBatch(ctx);
}

function expireBatch(ctx: Business): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const due = await lockExpiredDeposits(tx, ctx.clock.now(), BATCH);
    for (const deposit of due) await failDeposit(inside(ctx, tx), deposit, { status: "expired" });
    return due.length;
  });
}
