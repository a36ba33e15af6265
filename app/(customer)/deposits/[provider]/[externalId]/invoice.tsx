import { Money } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import { Card, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import type { Deposit } from "@/lib/contract/deposits";
import { getT } from "@/lib/messages/server";

/** What the invoice says. */
export async function Invoice({ deposit }: { deposit: Deposit }) {
  const [t, words] = await Promise.all([getT("deposits"), getT("common")]);
  const isOther = deposit.received_usd !== null && deposit.received_usd !== deposit.amount_usd;
  return (
    <Card
      title={t("details")}
      action={
        deposit.transaction_id > 0 ? (
          <Link href={`/receipts/${deposit.transaction_id}`} className="text-accent text-sm">
            {t("receipt")}
          </Link>
        ) : null
      }
    >
      <Facts
        rows={[
          { label: t("amount"), value: <Money usd={deposit.amount_usd} mono /> },
          { label: t("fee"), value: <Money usd={deposit.fee_usd} mono /> },
          { label: t("payable"), value: <Money usd={deposit.payable_usd} mono className="font-medium" /> },
          ...(isOther
            ? [{ label: t("received"), value: <Money usd={deposit.received_usd ?? ""} mono /> }]
            : []),
          { label: t("provider"), value: providerText(words, deposit.provider) },
          { label: t("opened"), value: <Time at={deposit.created_at} shape="datetime" /> },
          { label: t("expires"), value: <Time at={deposit.expires_at} shape="datetime" /> },
          { label: t("invoice"), value: <InvoiceName name={deposit.external_id} label={t("invoice")} /> },
        ]}
      />
    </Card>
  );
}

function InvoiceName({ name, label }: { name: string | null; label: string }) {
  if (name === null) return null;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 break-all text-left font-mono text-sm">{name}</code>
      <CopyButton text={name} what={label} />
    </span>
  );
}
