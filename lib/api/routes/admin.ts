import { adjustBalance, setBan } from "@/lib/contract/admin";
import { userInReach } from "@/lib/domain/principal";
import { setBan as ban } from "@/lib/domain/users/ban";
import { adjustBalance as adjust } from "@/lib/domain/wallet/adjust";
import { parseUsd } from "@/lib/money";
import { readWallet } from "@/lib/store/wallets";
import { answerOnce } from "../answer-once";
import { handle } from "../openapi";
import { presentUser } from "../presenters";
import { answerKept } from "./orders";

/** What only operators do. */
export const adminRoutes = [
  handle(adjustBalance, async (call, c) => {
    const { ctx, body } = call;
    const userId = await userInReach(ctx, call.params.id);
    const answer = await answerOnce(ctx, call.once(), async (inner) => {
      const wish = { userId, amount: parseUsd(body.amount_usd), reason: body.reason };
      const { transactionId, balance } = await adjust(inner, wish);
      return { status: 200, body: { user_id: userId, balance_usd: balance, transaction_id: transactionId } };
    });
    return answerKept(c, ctx, answer);
  }),

  handle(setBan, async ({ ctx, params, body }, c) => {
    const user = await ban(ctx, params.id, { ...body, evidence: body.evidence ?? null });
    return c.json(presentUser(user, await readWallet(ctx.db, user.id)));
  }),
];
