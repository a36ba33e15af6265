import { lockExpiredDeposits } from "@/lib/store/deposits";
import { repeatJob } from "@/lib/store/orders";
import { type Business, inside } from "../context";
import { failDeposit } from "./fail";

const BATCH = 100;
const PAUSE_MS = 15_000;

/** Ends pending deposits that have run out by the business's clock, and comes again. A later payment still counts. */
export async function expireDeposits(ctx: Business, subjectId: number): Promise<void> {
  let ended = BATCH;
  while (ended === BATCH) ended = await expireBatch(ctx);
  await repeatJob(ctx.db, "expire_deposits", subjectId, new Date(Date.now() + PAUSE_MS));
}

function expireBatch(ctx: Business): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const due = await lockExpiredDeposits(tx, ctx.clock.now(), BATCH);
    for (const deposit of due) await failDeposit(inside(ctx, tx), deposit, { status: "expired" });
    return due.length;
  });
}
