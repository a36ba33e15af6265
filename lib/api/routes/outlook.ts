import { getHoldings } from "@/lib/contract/holdings";
import { listRenewals, listSpend } from "@/lib/contract/renewals";
import { userInReach } from "@/lib/domain/principal";
import { readCoverage } from "@/lib/domain/subscriptions/coverage";
import { readSpend } from "@/lib/domain/wallet/spend";
import { formatUsd } from "@/lib/money";
import { readHoldings } from "@/lib/store/holdings";
import { listEnding } from "@/lib/store/subscription-list";
import { handle } from "../openapi";
import { presentCoverage } from "../present-outlook";
import { subscriptionPresenter } from "../presenters";

const MONTHS = 6;
const ENDING_SHOWN = 5;

/** What is going to be charged, and what was. */
export const outlookRoutes = [
  handle(listRenewals, async ({ ctx, params }, c) =>
    c.json(presentCoverage(await readCoverage(ctx, await userInReach(ctx, params.user_id)))),
  ),

  handle(getHoldings, async ({ ctx, params }, c) => {
    const userId = await userInReach(ctx, params.user_id);
    const now = ctx.clock.now();
    const [sums, ending] = await Promise.all([
      readHoldings(ctx.db, userId, now),
      listEnding(ctx.db, { userId, now, limit: ENDING_SHOWN }),
    ]);
    return c.json({ ...sums, ending: ending.map(await subscriptionPresenter(ctx)) });
  }),

  handle(listSpend, async ({ ctx, params, query }, c) => {
    const userId = await userInReach(ctx, params.user_id);
    const months = await readSpend(ctx, userId, query.months ?? MONTHS);
    return c.json({ items: months.map(({ month, spent }) => ({ month, spent_usd: formatUsd(spent) })) });
  }),
];
