import { Money, moneyText } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useLocale, useT } from "@/lib/messages/t";
import type { BulkOrder } from "./bulk-memory";
import { BulkResults } from "./bulk-results";
import { totalOf } from "./bulk-total";
import type { useBulkRenewal } from "./use-bulk-renewal";

/** Renews what was selected: one total, one key, and live what becomes of each. */
export function BulkRenewDialog({ bulk }: { bulk: ReturnType<typeof useBulkRenewal> }) {
  const t = useT("bulk");
  const words = useT("common");
  const locale = useLocale();
  const { renewal, isOpen, ask, close } = bulk;
  if (!renewal) return null;
  const { order, end, isAsking } = renewal;
  const isSent = order.state !== "new";
  const isAskable = !isSent || end?.state === "unknown";
  // The button stays while the request is out, or the second click of a double one would meet another.
  const isFirstAnswerOut = isAsking && order.state === "sent";
  const pay = t("dialog.pay", { amount: moneyText(totalOf(order.rows), locale) });
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      title={t("dialog.title", { count: order.rows.length })}
      description={t("dialog.lead")}
      footer={
        <>
          <Button onClick={close}>
            {isSent ? (isAskable || isAsking ? words("close") : t("dialog.done")) : words("cancel")}
          </Button>
          {isAskable || isFirstAnswerOut ? (
            <Button tone="primary" pending={isAsking} onClick={() => ask(renewal)}>
              {end?.state === "unknown" ? t("dialog.again") : pay}
            </Button>
          ) : null}
        </>
      }
    >
      {isSent ? null : <Slip order={order} />}
      {end?.state === "unknown" ? (
        <p role="alert" className="mb-3">
          {t("dialog.unknown")}
        </p>
      ) : null}
      {end?.state === "refused" ? (
        <ErrorPanel failure={end.refusal} />
      ) : isSent ? (
        <BulkResults
          rows={order.rows}
          end={end?.state === "ended" ? end : null}
          isKnown={end?.state !== "unknown"}
        />
      ) : null}
    </Dialog>
  );
}

function Slip({ order }: { order: BulkOrder }) {
  const t = useT("bulk");
  const words = useT("common");
  return (
    <>
      <Facts
        rows={[
          ...order.rows.map(({ id, name, priceUsd }) => ({
            key: String(id),
            label: name,
            value: <Money usd={priceUsd ?? "0.00"} mono />,
          })),
          {
            key: "total",
            label: <span className="font-medium text-text">{words("total")}</span>,
            value: <Money usd={totalOf(order.rows)} mono className="font-medium" />,
          },
        ]}
      />
      {order.skipped ? (
        <p className="mt-2 text-muted">{t("dialog.skipped", { count: order.skipped })}</p>
      ) : null}
    </>
  );
}
