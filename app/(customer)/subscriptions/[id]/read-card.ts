import "server-only";
import { notFound } from "next/navigation";
import { CallFailed, call, readOffered } from "@/lib/client";
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
  /** `null`: the deployment does not offer it. */
  addresses: Address[] | null;
  activity: Activity[] | null;
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
    readOffered(getAddresses, { params }),
    readOffered(listActivity, { params, query: { limit: "20" } }),
    readOffered(listActivity, { params, query: { action: "credentials.read", limit: "1" } }),
  ]);
  return {
    subscription: found.answer,
    addresses: addresses?.items ?? null,
    activity: activity?.items ?? null,
    seen: seen?.items[0],
  };
}
