import {
  changeUser,
  getUser,
  listPostings,
  listSessions,
  listUsers,
  resetTwoFactor,
  search,
  signOutUser,
  viewAsUser,
} from "@/lib/contract/admin-users";
import { userInReach } from "@/lib/domain/principal";
import { changePerson, findPerson, noteView, signOutEverywhere } from "@/lib/domain/users/change";
import { resetTwoFactor as endTwoFactorOf } from "@/lib/domain/users/reset-two-factor";
import { formatUsd, parseUsd } from "@/lib/money";
import {
  listPostings as findPostings,
  listSessions as findSessions,
  listUsers as findUsers,
  type PostingRow,
} from "@/lib/store/people";
import { searchAll } from "@/lib/store/search";
import { listTransactions } from "@/lib/store/wallets";
import { handle, type Mount } from "../openapi";
import { presentPerson, presentPosting, presentUserSession } from "../present-operators";
import {
  decodeCursor,
  decodePlace,
  PAGE_SIZE,
  presentPage,
  presentTransaction,
  presentUser,
} from "../presenters";
import { withUsers } from "../with-users";
import { pageOfSubscriptions } from "./subscriptions";

/** What an account had before a posting. */
const sumBefore = ({ sum, amount }: PostingRow) => formatUsd(parseUsd(sum) - parseUsd(amount));

/** Whom operators look up. */
export const adminUsersRoutes: Mount[] = [
  handle(listUsers, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findUsers(ctx.db, {
      q: query.q ?? null,
      role: query.role ?? null,
      isBanned: query.banned === undefined ? null : query.banned === "true",
      referredBy: query.referred_by ?? null,
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, (row) => presentUser(row, row)));
  }),

  handle(getUser, async ({ ctx, params }, c) => c.json(presentPerson(await findPerson(ctx, params.id)))),

  handle(changeUser, async ({ ctx, params, body }, c) =>
    c.json(presentPerson(await changePerson(ctx, params.id, body))),
  ),

  handle(listPostings, async ({ ctx, params, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const { id, at } = decodePlace(query.cursor);
    const rows = await findPostings(ctx.db, {
      userId: await userInReach(ctx, params.id),
      account: query.account ?? "wallet",
      before: id,
      top: at !== null && /^-?\d{1,12}\.\d{2}$/.test(at) ? at : null,
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, presentPosting, sumBefore));
  }),

  handle(listSessions, async ({ ctx, params, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findSessions(ctx.db, {
      userId: await userInReach(ctx, params.id),
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, presentUserSession));
  }),

  handle(viewAsUser, async ({ ctx, params }, c) => {
    const person = await noteView(ctx, params.id);
    const wish = { userId: person.id, before: null, type: null, status: null, subscriptionId: null };
    const [subscriptions, transactions] = await Promise.all([
      pageOfSubscriptions(ctx, {}, person.id),
      listTransactions(ctx.db, { ...wish, limit: PAGE_SIZE }),
    ]);
    return c.json({
      user: presentUser(person, person),
      subscriptions: subscriptions.items,
      transactions: transactions.map(presentTransaction),
    });
  }),

  handle(signOutUser, async ({ ctx, params }, c) =>
    c.json({ user_id: params.id, ended: await signOutEverywhere(ctx, params.id) }),
  ),

  handle(resetTwoFactor, async ({ ctx, params, body }, c) =>
    c.json(presentPerson(await endTwoFactorOf(ctx, params.id, body.reason))),
  ),

  handle(search, async ({ ctx, query }, c) =>
    c.json(await withUsers(ctx, { items: await searchAll(ctx.db, query.q) })),
  ),
];
