import "server-only";
import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import type { ReceiptLine } from "@/components/marks/receipt";
import type { Receipt } from "@/lib/contract/users";
import { getT } from "@/lib/messages/server";
import type { Translate } from "@/lib/messages/translator";

type Words = Awaited<ReturnType<typeof getT<"receipts">>>;

/** What the slip says above its total. */
export async function linesOf(receipt: Receipt): Promise<ReceiptLine[]> {
  const [t, billing, common] = await Promise.all([getT("receipts"), getT("billing"), getT("common")]);
  return [
    { label: t("lines.kind"), value: billing(`types.${receipt.type}`) },
    { label: t("lines.status"), value: common(`status.${receipt.status}`) },
    ...orderLines(t, receipt),
    ...depositLines(t, common, receipt),
    ...(receipt.balance_after_usd === null
      ? []
      : [{ label: t("lines.after"), usd: receipt.balance_after_usd }]),
  ];
}

function orderLines(t: Words, { order }: Receipt): ReceiptLine[] {
  if (!order) return [];
  return [
    { label: t("lines.quantity"), value: String(order.quantity) },
    { label: t("lines.unitPrice"), usd: order.unit_price_usd },
    { label: t("lines.price"), usd: order.price_usd },
    { label: t("lines.orderState"), value: t(`orderStates.${order.state}`) },
    ...(order.new_expires_at
      ? [{ label: t("lines.paidUntil"), value: <Time at={order.new_expires_at} shape="datetime" /> }]
      : []),
  ];
}

function depositLines(t: Words, common: Translate<"common">, { deposit, status }: Receipt): ReceiptLine[] {
  if (!deposit) return [];
  return [
    { label: t("lines.provider"), value: providerText(common, deposit.provider) },
    { label: t("lines.fee"), usd: deposit.fee_usd },
    { label: t(status === "completed" ? "lines.payable" : "lines.toPay"), usd: deposit.payable_usd },
  ];
}

/** Everything that support or a program asks for. */
export async function idsOf(receipt: Receipt): Promise<{ label: string; id: string | number }[]> {
  const t = await getT("receipts");
  return [
    { label: t("ids.transaction"), id: receipt.id },
    { label: t("ids.order"), id: receipt.order?.id },
    { label: t("ids.subscription"), id: receipt.subscription_id },
    { label: t("ids.invoice"), id: receipt.deposit?.external_id },
    { label: t("ids.request"), id: receipt.request_id },
    { label: t("ids.key"), id: receipt.idempotency_key },
  ].flatMap(({ label, id }) => (id === undefined || id === null ? [] : [{ label, id }]));
}

/** Whether the request may be sent again, and what it would then do. */
export function retryOf(receipt: Receipt): "order" | "deposit" | "system" | "operator" | "other" {
  if (receipt.idempotency_key !== null) return receipt.type === "deposit" ? "deposit" : "order";
  return receipt.made_by === "system" || receipt.made_by === "operator" ? receipt.made_by : "other";
}
