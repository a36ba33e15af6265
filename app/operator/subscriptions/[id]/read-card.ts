import "server-only";
import { notFound } from "next/navigation";
import { CallFailed, call, read } from "@/lib/client";
import { previewRefund } from "@/lib/contract/admin-subscriptions";
import { getUser } from "@/lib/contract/admin-users";
import { getAddresses, getSubscription, listActivity } from "@/lib/contract/subscriptions";
import { listTransactions } from "@/lib/contract/users";

const SHOWN = "20";

/** All that the card shows. `refund` is null when nothing can be given back. */
export async function readCard(id: string) {
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const params = { id };
  const found = await call(getSubscription, { params });
  if (!found.ok && found.error.code === "not_found") notFound();
  if (!found.ok) throw new CallFailed(found.error);
  const subscription = found.answer;
  const [user, addresses, activity, transactions, preview] = await Promise.all([
    call(getUser, { params: { id: String(subscription.user_id) } }),
    read(getAddresses, { params }),
    read(listActivity, { params, query: { limit: SHOWN } }),
    read(listTransactions, {
      query: { user_id: String(subscription.user_id), subscription_id: id, limit: SHOWN },
    }),
    call(previewRefund, { params }),
  ]);
  return {
    subscription,
    user: user.ok ? user.answer : undefined,
    addresses: addresses.items,
    activity: activity.items,
    transactions: transactions.items,
    refund: preview.ok && /[1-9]/.test(preview.answer.full_usd) ? preview.answer : null,
  };
}
