import "server-only";
import { notFound } from "next/navigation";
import { CallFailed, call, read } from "@/lib/client";
import {
  type Activity,
  type Address,
  getAddresses,
  getSubscription,
  listActivity,
  type Subscription,
} from "@/lib/contract/subscriptions";

/** Everything that a card shows; no secret is in it. */
interface CardContent {
  subscription: Subscription;
  addresses: Address[];
  activity: Activity[];
  /** The last reading of the credentials. */
  seen: Activity | undefined;
}

/** Reads a card. An id that is none, missing or another user's ends in the 404 page. */
export async function readCard(id: string): Promise<CardContent> {
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const params = { id };
  const found = await call(getSubscription, { params });
  if (!found.ok && found.error.code === "not_found") notFound();
  if (!found.ok) throw new CallFailed(found.error);
  const [addresses, activity, seen] = await Promise.all([
    read(getAddresses, { params }),
    read(listActivity, { params, query: { limit: "20" } }),
    read(listActivity, { params, query: { action: "credentials.read", limit: "1" } }),
  ]);
  return {
    subscription: found.answer,
    addresses: addresses.items,
    activity: activity.items,
    seen: seen.items[0],
  };
}
