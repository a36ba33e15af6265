import { listRenewals, listSpend } from "@/lib/contract/renewals";
import { userInReach } from "@/lib/domain/principal";
import { readCoverage } from "@/lib/domain/subscriptions/coverage";
import { readSpend } from "@/lib/domain/wallet/spend";
import { formatUsd } from "@/lib/money";
import { handle } from "../openapi";
import { presentCoverage } from "../present-outlook";

const MONTHS = 6;

/** What is going to be charged, and what was. */
export const outlookRoutes = [
  handle(listRenewals, async ({ ctx, params }, c) =>
    c.json(presentCoverage(await readCoverage(ctx, await userInReach(ctx, params.user_id)))),
  ),

  handle(listSpend, async ({ ctx, params, query }, c) => {
    const userId = await userInReach(ctx, params.user_id);
    const months = await readSpend(ctx, userId, query.months ?? MONTHS);
    return c.json({ items: months.map(({ month, spent }) => ({ month, spent_usd: formatUsd(spent) })) });
  }),
];
