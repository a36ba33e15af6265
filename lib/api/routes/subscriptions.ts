import {
  type Address,
  getAddresses,
  getCredentials,
  getSubscription,
  listActivity,
  listSubscriptions,
  rotateCredentials,
  type Subscription,
  setAutoRenew,
  setLabel,
} from "@/lib/contract/subscriptions";
import type { Context } from "@/lib/domain/context";
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
import { listExitCountries } from "@/lib/store/exit-countries";
import { listAudit } from "@/lib/store/records";
import { endsInOrder, listSubscriptions as findSubscriptions } from "@/lib/store/subscription-list";
import type { SubscriptionRow } from "@/lib/store/subscriptions";
import type { Call } from "../call";
import { read } from "../early";
import { handle } from "../openapi";
import {
  decodeCursor,
  decodePlace,
  PAGE_SIZE,
  presentActivity,
  presentPage,
  presentSubscription,
  subscriptionPresenter,
} from "../presenters";

/** The rights that purchases create. */
export const subscriptionRoutes = [
  read(listSubscriptions, async ({ ctx, query }) =>
    pageOfSubscriptions(ctx, query, await userInReach(ctx, query.user_id)),
  ),

  handle(getSubscription, async ({ ctx, params }, c) =>
    c.json(await presentSubscription(ctx, await findSubscription(ctx, params.id))),
  ),

  handle(getCredentials, async ({ ctx, params }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    const { login, password, addresses } = await revealCredentials(ctx, subscription);
    if (subscription.kind === "rotating") {
      return c.json({
        subscription_id: subscription.id,
        kind: "rotating",
        upstream_login: login,
        upstream_endpoint: ctx.endpoint,
        upstream_password: password,
      });
    }
    return c.json({
      subscription_id: subscription.id,
      kind: "static",
      static_proxies: addresses,
    });
  }),

  handle(getAddresses, async ({ ctx, params }, c) => {
    const subscription = await findSubscription(ctx, params.id);
    if (subscription.kind !== "rotating")
      return c.json({ items: await listAddresses(ctx.db, subscription.id) });
    const countries = await listExitCountries(ctx.db, subscription);
    return c.json({ items: [endpointOf(ctx)], countries });
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

/** The rotating endpoint as an address: its one port speaks every protocol. */
function endpointOf(ctx: Context): Address {
  const colon = ctx.endpoint.lastIndexOf(":");
  const port = Number(ctx.endpoint.slice(colon + 1));
  return { ip: ctx.endpoint.slice(0, colon), port_http: port, port_socks: port };
}

/** A page of a user's subscriptions, or (`null`) of everybody's. */
export async function pageOfSubscriptions(
  ctx: Context,
  query: Call<typeof listSubscriptions>["query"],
  userId: number | null,
  onlyFailing = false,
): Promise<{ items: Subscription[]; next_cursor: string | null }> {
  const limit = query.limit ?? PAGE_SIZE;
  const { id, at } = decodePlace(query.cursor);
  const status = query.status ?? null;
  const expiringBefore = query.expiring_before === undefined ? null : new Date(query.expiring_before);
  const rows = await findSubscriptions(ctx.db, {
    userId,
    before: id,
    beforeEnd: at === null || Number.isNaN(Date.parse(at)) ? null : new Date(at),
    status,
    category: query.category ?? null,
    country: query.country === undefined ? null : requireCountry(query.country),
    q: query.q ?? null,
    expiringBefore,
    onlyFailing,
    now: ctx.clock.now(),
    limit: limit + 1,
  });
  const endOf = (row: SubscriptionRow) => row.expires_at?.toISOString() ?? null;
  const byEnd = endsInOrder({ expiringBefore, status });
  return presentPage(rows, limit, await subscriptionPresenter(ctx), byEnd ? endOf : undefined);
}
