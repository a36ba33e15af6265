import {
  getAddresses,
  getCredentials,
  getSubscription,
  listActivity,
  listSubscriptions,
  rotateCredentials,
  setAutoRenew,
  setLabel,
} from "@/lib/contract/subscriptions";
import { requireCountry } from "@/lib/domain/orders/buy";
import { userInReach } from "@/lib/domain/principal";
import {
  findSubscription,
  setAutoRenew as switchAutoRenew,
  setLabel as writeLabel,
} from "@/lib/domain/subscriptions/card";
import {
  rotateCredentials as replaceCredentials,
  revealCredentials,
} from "@/lib/domain/subscriptions/credentials";
import { listAddresses } from "@/lib/store/catalog";
import { listAudit } from "@/lib/store/records";
import { listSubscriptions as findSubscriptions } from "@/lib/store/subscriptions";
import { handle } from "../openapi";
import { decodeCursor, PAGE_SIZE, presentActivity, presentPage, presentSubscription } from "../presenters";

/** The rights that purchases create. */
export const subscriptionRoutes = [
  handle(listSubscriptions, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findSubscriptions(ctx.db, {
      userId: await userInReach(ctx, query.user_id),
      before: decodeCursor(query.cursor),
      status: query.status ?? null,
      category: query.category ?? null,
      country: query.country === undefined ? null : requireCountry(query.country),
      q: query.q ?? null,
      expiringBefore: query.expiring_before === undefined ? null : new Date(query.expiring_before),
      now: ctx.clock.now(),
      limit: limit + 1,
    });
    const page = presentPage(rows, limit, (row) => presentSubscription(ctx, row));
    return c.json({ ...page, items: await Promise.all(page.items) });
  }),

  handle(getSubscription, async ({ ctx, params }, c) =>
    c.json(await presentSubscription(ctx, await findSubscription(ctx, params.id))),
  ),

  handle(getCredentials, async ({ ctx, params }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    const { addresses } = await revealCredentials(ctx, subscription);
    return c.json({
      subscription_id: subscription.id,
      kind: "static",
      static_proxies: addresses,
    });
  }),

  handle(getAddresses, async ({ ctx, params }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    return c.json({ items: await listAddresses(ctx.db, subscription.id) });
  }),

  handle(listActivity, async ({ ctx, params, query }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await listAudit(ctx.db, {
      subject: "subscription",
      subjectId: subscription.id,
      action: query.action ?? null,
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, presentActivity));
  }),

  handle(setAutoRenew, async ({ ctx, params, body }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    return c.json(await presentSubscription(ctx, await switchAutoRenew(ctx, subscription, body.auto_renew)));
  }),

  handle(setLabel, async ({ ctx, params, body }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    return c.json(await presentSubscription(ctx, await writeLabel(ctx, subscription, body.label)));
  }),

  handle(rotateCredentials, async ({ ctx, params }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    await replaceCredentials(ctx, subscription);
    return c.json(await presentSubscription(ctx, subscription));
  }),
];
