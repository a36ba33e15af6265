import { Link } from "@/components/ui/link";
import type { Receipt } from "@/lib/contract/users";
import { getT } from "@/lib/messages/server";
import { retryOf } from "./slip";

/** Whether the request may be sent again. */
export async function SmallPrint({ receipt }: { receipt: Receipt }) {
  const t = await getT("receipts");
  return (
    <>
      {receipt.postings.length ? null : <p className="mb-3 text-muted text-sm">{t("noPostings")}</p>}
      <h3 className="font-medium">{t("retry.question")}</h3>
      <p className="mt-1 text-muted">{t(`retry.${retryOf(receipt)}`)}</p>
    </>
  );
}

/** What the receipt is about. */
export async function Links({ receipt: { subscription_id, deposit } }: { receipt: Receipt }) {
  const t = await getT("receipts");
  const name = deposit?.external_id;
  return (
    <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-accent print:hidden">
      {subscription_id ? (
        <Link href={`/subscriptions/${subscription_id}`}>{t("links.subscription")}</Link>
      ) : null}
      {deposit && name ? (
        <Link href={`/deposits/${deposit.provider}/${encodeURIComponent(name)}`}>{t("links.deposit")}</Link>
      ) : null}
    </p>
  );
}
