import { Money } from "@/components/format/money";
import { Card, Facts, Figure } from "@/components/ui/card";
import type { UserDetails } from "@/lib/contract/admin-users";
import { countedText, MOST_ON_CARD } from "@/lib/counted";
import { useLocale, useT } from "@/lib/messages/t";

/** What a user has: money and things, in figures. */
export function UserFigures({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  const locale = useLocale();
  const { counts } = user;
  const counted = (count: number) => countedText(count, MOST_ON_CARD, locale);
  return (
    <Card>
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Figure label={t("balance")} note={t("spendable")}>
            <Money usd={user.balance_usd} />
          </Figure>
          <Facts
            rows={[
              { key: "held", label: t("heldNote"), value: <Money usd={user.held_usd} mono /> },
              ...(user.debt_usd
                ? [
                    {
                      key: "debt",
                      label: t("debtNote"),
                      value: <Money usd={user.debt_usd} mono className="text-bad" />,
                    },
                  ]
                : []),
            ]}
          />
        </div>
        <Facts
          rows={[
            {
              key: "subscriptions",
              label: t("counts.subscriptions"),
              value: t("counts.subscriptionsOf", {
                active: counted(counts.subscriptions_active),
                all: counted(counts.subscriptions),
              }),
            },
            { key: "orders", label: t("counts.orders"), value: counted(counts.orders) },
            { key: "keys", label: t("counts.keys"), value: counts.keys_active },
            { key: "sessions", label: t("counts.sessions"), value: counts.sessions_open },
            {
              key: "two-factor",
              label: t("counts.twoFactor"),
              value: t(user.two_factor ? "twoFactor.on" : "twoFactor.off"),
            },
            ...(user.telegram_id === null
              ? []
              : [
                  {
                    key: "telegram",
                    label: t("telegram"),
                    value: <span className="font-mono">{user.telegram_id}</span>,
                  },
                ]),
          ]}
        />
      </div>
    </Card>
  );
}
