import "server-only";
import { notFound } from "next/navigation";
import { CallFailed, call, read, readOffered } from "@/lib/client";
import { requestOf } from "@/lib/client/request-of";
import type { RouteDefinition } from "@/lib/contract/route";
import { getTraffic, type TrafficDay } from "@/lib/contract/subscription-use";
import {
  type Activity,
  type Address,
  getAddresses,
  getSubscription,
  listActivity,
  renewSubscription,
  rotateCredentials,
  type Subscription,
  setAutoRenew,
  setLabel,
} from "@/lib/contract/subscriptions";
import { getBalance } from "@/lib/contract/users";
import { renewalPriceOf } from "../renewal-price";

const ACTIVITY_PAGE = "10";

/** Everything that a card shows; no secret is in it. */
interface CardContent {
  subscription: Subscription;
  /** `null`: the deployment does not offer it. */
  addresses: Address[] | null;
  activity: Activity[] | null;
  olderActivity: string | null;
  /** The last reading of the credentials. */
  seen: Activity | undefined;
  /** Per day; `null` where it is not counted, or not told. */
  traffic: TrafficDay[] | null;
  /** Only where a renewal lacks money. */
  balanceUsd: string | null;
  /** ISO codes that a rotating login can ask for. */
  countries: string[];
}

/** Reads a card. An id that is none, missing or another user's ends in the 404 page. */
export async function readCard(id: string, activityCursor: string | undefined): Promise<CardContent> {
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const params = { id };
  const beside = Promise.all([
    readOffered(getAddresses, { params }),
    readOffered(listActivity, {
      params,
      query: { limit: ACTIVITY_PAGE, ...(activityCursor ? { cursor: activityCursor } : {}) },
    }),
    readOffered(listActivity, { params, query: { action: "credentials.read", limit: "1" } }),
  ]);
  beside.catch(() => undefined);
  const found = await call(getSubscription, { params });
  if (!found.ok && found.error.code === "not_found") notFound();
  if (!found.ok) throw new CallFailed(found.error);
  const subscription = found.answer;
  const [[addresses, activity, seen], price, traffic, balanceUsd] = await Promise.all([
    beside,
    renewalPriceOf(subscription),
    subscription.traffic ? readTraffic(params) : null,
    subscription.renewal?.problem === "insufficient" ? readBalance(subscription) : null,
  ]);
  return {
    subscription: { ...subscription, renewal_price_usd: price },
    addresses: addresses?.items ?? null,
    activity: activity?.items ?? null,
    olderActivity: activity?.next_cursor ?? null,
    seen: seen?.items[0],
    traffic,
    balanceUsd,
    countries: addresses?.countries ?? [],
  };
}

/** The requests behind the card's acts, for "show as curl". */
export async function readRequests(id: string, origin: string) {
  const of = (route: RouteDefinition) => requestOf(route, { id }, origin);
  const [renew, autoRenew, label, rotate] = await Promise.all([
    of(renewSubscription),
    of(setAutoRenew),
    of(setLabel),
    of(rotateCredentials),
  ]);
  return { renew, autoRenew, label, rotate };
}

async function readTraffic(params: { id: string }): Promise<TrafficDay[] | null> {
  const told = await call(getTraffic, { params });
  return told.ok ? told.answer.items : null;
}

async function readBalance({ user_id }: Subscription): Promise<string> {
  return (await read(getBalance, { params: { user_id: String(user_id) } })).balance_usd;
}
