import {
  getAnyDeposit,
  listAllDeposits,
  markDepositCompleted,
  markDepositFailed,
} from "@/lib/contract/deposits";
import { findDeposit, markCompleted, markFailed } from "@/lib/domain/deposits/mark";
import { parseUsd } from "@/lib/money";
import { listDeposits } from "@/lib/store/deposit-list";
import { answerOnce } from "../answer-once";
import { handle, type Mount } from "../openapi";
import { presentOperatorDeposit } from "../present-deposits";
import { decodeCursor, PAGE_SIZE, presentPage } from "../presenters";
import { withUsers } from "../with-users";
import { answerKept } from "./orders";

/** What operators do with deposits. */
export const adminDepositsRoutes: Mount[] = [
  handle(markDepositCompleted, async (call, c) => {
    const { ctx, body } = call;
    const seen = await findDeposit(ctx, call.params.tx);
    const { received_usd: received, expected_status: expected, ...why } = body;
    const wish = { ...why, expected, received: received === undefined ? null : parseUsd(received) };
    const answer = await answerOnce(ctx, call.once(), async (inner) => ({
      status: 200,
      body: presentOperatorDeposit(ctx, await markCompleted(inner, seen, wish)),
    }));
    return answerKept(c, ctx, answer);
  }),

  handle(markDepositFailed, async (call, c) => {
    const { ctx, body } = call;
    const seen = await findDeposit(ctx, call.params.tx);
    const { expected_status: expected, ...why } = body;
    const answer = await answerOnce(ctx, call.once(), async (inner) => ({
      status: 200,
      body: presentOperatorDeposit(ctx, await markFailed(inner, seen, { ...why, expected })),
    }));
    return answerKept(c, ctx, answer);
  }),

  handle(getAnyDeposit, async ({ ctx, params }, c) =>
    c.json(presentOperatorDeposit(ctx, await findDeposit(ctx, params.tx))),
  ),

  handle(listAllDeposits, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await listDeposits(ctx.db, {
      userId: query.user_id ?? null,
      before: decodeCursor(query.cursor),
      status: query.status ?? null,
      provider: query.provider ?? null,
      q: query.q ?? null,
      flagged: query.flagged === undefined ? null : query.flagged === "true",
      flag: query.flag ?? null,
      now: ctx.clock.now(),
      limit: limit + 1,
    });
    return c.json(
      await withUsers(
        ctx,
        presentPage(rows, limit, (row) => presentOperatorDeposit(ctx, row)),
      ),
    );
  }),
];
