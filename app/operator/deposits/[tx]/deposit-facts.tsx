import { Money } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import { Card, Facts } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { UserDetails } from "@/lib/contract/admin-users";
import type { OperatorDeposit } from "@/lib/contract/deposits";
import { useT } from "@/lib/messages/t";

interface DepositFactsProps {
  deposit: OperatorDeposit;
  user: UserDetails;
}

/** The invoice as a slip, and beside it who pays and what was decided. */
export function DepositFacts({ deposit, user }: DepositFactsProps) {
  const t = useT("operatorDeposits");
  const words = useT("common");
  const mono = (text: string | null) =>
    text === null ? words("notYet") : <span className="break-all font-mono">{text}</span>;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card title={t("slip")}>
        <Facts
          rows={[
            { key: "amount", label: t("amount"), value: <Money usd={deposit.amount_usd} mono /> },
            { key: "fee", label: t("fee"), value: <Money usd={deposit.fee_usd} mono /> },
            { key: "payable", label: t("payable"), value: <Money usd={deposit.payable_usd} mono /> },
            {
              key: "received",
              label: t("received"),
              value: deposit.received_usd ? <Money usd={deposit.received_usd} mono /> : words("notYet"),
            },
            { key: "provider", label: t("provider"), value: providerText(words, deposit.provider) },
            { key: "external", label: t("externalId"), value: mono(deposit.external_id) },
            { key: "opened", label: t("opened"), value: <Time at={deposit.created_at} shape="datetime" /> },
            { key: "until", label: t("until"), value: <Time at={deposit.expires_at} shape="datetime" /> },
          ]}
        />
      </Card>
      <Card title={t("user")}>
        <Facts
          rows={[
            {
              key: "user",
              label: t("user"),
              value: (
                <Link
                  href={`/operator/users/${user.id}`}
                  className="break-all text-accent underline-offset-2 hover:underline"
                >
                  {user.email ?? `#${user.id}`}
                </Link>
              ),
            },
            { key: "balance", label: t("balance"), value: <Money usd={user.balance_usd} mono /> },
            { key: "reference", label: t("reference"), value: mono(deposit.reference) },
            {
              key: "reason",
              label: t("reason"),
              value: <span className="break-words">{deposit.reason ?? words("notYet")}</span>,
            },
            {
              key: "settled",
              label: t("settled"),
              value: deposit.settled_at ? <Time at={deposit.settled_at} shape="datetime" /> : words("notYet"),
            },
          ]}
        />
        {deposit.is_reversed ? <p className="mt-3 text-warn">{t("reversed")}</p> : null}
      </Card>
    </div>
  );
}
