import { getCatalog, getQuote } from "@/lib/contract/catalog";
import { getBalance, getMe, getReceipt, listTransactions } from "@/lib/contract/users";
import { isAvailable, readCatalog, shownQuote } from "@/lib/domain/catalog/quote";
import { requireCountry } from "@/lib/domain/orders/buy";
import { userInReach } from "@/lib/domain/principal";
import { findReceipt } from "@/lib/domain/wallet/receipt";
import { notFound } from "@/lib/errors";
import { parseUsd } from "@/lib/money";
import { readProfile } from "@/lib/store/users";
import { listTransactions as findTransactions, readWallet } from "@/lib/store/wallets";
import { read } from "../early";
import { handle } from "../openapi";
import { presentReceipt } from "../present-receipt";
import {
  decodeCursor,
  PAGE_SIZE,
  presentCategory,
  presentPage,
  presentQuote,
  presentTransaction,
} from "../presenters";

/** Who am I, what have I, what is sold. */
export const readRoutes = [
  read(getMe, async ({ ctx }) => {
    const { keyId, name, role, scopes, boundUserId } = ctx.principal;
    const user = boundUserId === null ? null : await readProfile(ctx.db, boundUserId);
    return {
      principal: { key_id: keyId, name, role, scopes: [...scopes], user_id: boundUserId },
      user: user && {
        id: user.id,
        telegram_id: user.telegram_id,
        balance_usd: user.balance,
        is_banned: user.is_banned,
      },
    };
  }),

  handle(getBalance, async ({ ctx, params }, c) => {
    const userId = await userInReach(ctx, params.user_id);
    const wallet = await readWallet(ctx.db, userId);
    if (!wallet) throw notFound();
    const debt = parseUsd(wallet.debt) > 0n ? { debt_usd: wallet.debt } : {};
    return c.json({ user_id: userId, balance_usd: wallet.balance, held_usd: wallet.held, ...debt });
  }),

  read(listTransactions, async ({ ctx, query }) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findTransactions(ctx.db, {
      userId: await userInReach(ctx, query.user_id),
      before: decodeCursor(query.cursor),
      type: query.type ?? null,
      status: query.status ?? null,
      subscriptionId: query.subscription_id ?? null,
      limit: limit + 1,
    });
    return presentPage(rows, limit, presentTransaction);
  }),

  handle(getReceipt, async ({ ctx, params }, c) => {
    const { row, postings } = await findReceipt(ctx, params.id);
    return c.json(presentReceipt(row, postings));
  }),

  handle(getCatalog, async ({ ctx }, c) =>
    c.json({ categories: (await readCatalog(ctx)).map(presentCategory) }),
  ),

  handle(getQuote, async ({ ctx, body }, c) => {
    const country = body.country_name === undefined ? null : requireCountry(body.country_name);
    const quote = await shownQuote(ctx, body);
    return c.json(presentQuote(quote, await isAvailable(ctx, quote, country)));
  }),
];
