import {
  createDeposit,
  getDeposit,
  getReferrals,
  listDeposits,
  listProviders,
} from "@/lib/contract/deposits";
import { findDepositByName } from "@/lib/domain/deposits/card";
import { createDeposit as create } from "@/lib/domain/deposits/create";
import { userInReach } from "@/lib/domain/principal";
import { notFound } from "@/lib/errors";
import { parseUsd } from "@/lib/money";
import { listDeposits as findDeposits } from "@/lib/store/deposit-list";
import { readReferralStats } from "@/lib/store/referrals";
import { answerOnce } from "../answer-once";
import { handle, type Mount } from "../openapi";
import { presentDeposit, presentProvider, presentReferrals } from "../present-deposits";
import { decodeCursor, PAGE_SIZE, presentPage } from "../presenters";
import { answerKept } from "./orders";

/** Money coming in, and who brought whom. */
export const depositsRoutes: Mount[] = [
  handle(createDeposit, async (call, c) => {
    const { ctx, body } = call;
    const wish = {
      userId: await userInReach(ctx, body.user_id),
      provider: body.provider,
      amount: parseUsd(body.amount_usd),
    };
    const answer = await answerOnce(ctx, call.once(), async (inner) => ({
      depositId: await create(inner, wish),
    }));
    return answerKept(c, ctx, answer);
  }),

  handle(listDeposits, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findDeposits(ctx.db, {
      userId: await userInReach(ctx, query.user_id),
      before: decodeCursor(query.cursor),
      status: query.status ?? null,
      provider: null,
      q: null,
      flagged: null,
      flag: null,
      now: ctx.clock.now(),
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, (row) => presentDeposit(ctx, row)));
  }),

  handle(listProviders, async ({ ctx }, c) =>
    c.json({ items: Object.values(ctx.payments).map(presentProvider) }),
  ),

  handle(getDeposit, async ({ ctx, params }, c) =>
    c.json(presentDeposit(ctx, await findDepositByName(ctx, params.provider, params.external_id))),
  ),

  handle(getReferrals, async ({ ctx, query }, c) => {
    const stats = await readReferralStats(ctx.db, await userInReach(ctx, query.user_id));
    if (!stats) throw notFound();
    return c.json(presentReferrals(ctx, stats));
  }),
];
