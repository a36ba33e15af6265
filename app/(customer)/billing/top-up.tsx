import { moneyText } from "@/components/format/money";
import { Card } from "@/components/ui/card";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Link } from "@/components/ui/link";
import { WithContact } from "@/components/ui/with-contact";
import { call } from "@/lib/client";
import { listProviders, type PaymentProviderCard } from "@/lib/contract/deposits";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getLocale, getT } from "@/lib/messages/server";
import { parseUsd } from "@/lib/money";
import { readAmount } from "@/lib/typed-amount";
import { TopUpForm } from "./top-up-form";

/** How money comes in, with the amount that was missing and the way back to what it was missing for. */
export async function TopUp({ amount, next }: { amount: unknown; next: string }) {
  const [t, locale, found] = await Promise.all([getT("billing"), getLocale(), call(listProviders, {})]);
  const wanted = typeof amount === "string" ? readAmount(amount) : null;
  const providers = found.ok ? found.answer.items : [];
  const start = wanted && providers[0] ? within(wanted, providers[0]) : null;
  return (
    <Card title={t("topUp.title")} className="grow">
      {start ? (
        <p className="mb-4">
          {t(`topUp.${start.how}`, {
            amount: moneyText(wanted ?? start.amount, locale),
            min: moneyText(start.min, locale),
            max: moneyText(start.max, locale),
          })}
        </p>
      ) : null}
      {providers.length ? (
        <ClientMessages of={["billing", "errors"]}>
          <TopUpForm providers={providers} amount={start?.amount ?? ""} next={next} />
        </ClientMessages>
      ) : (
        <NoProvider missing={found.ok ? null : found.error} />
      )}
      {next === "/" ? null : (
        <Link href={next} className="mt-4 inline-block text-accent">
          {t("topUp.back")}
        </Link>
      )}
    </Card>
  );
}

async function NoProvider({ missing }: { missing: Parameters<typeof ErrorPanel>[0]["failure"] | null }) {
  const t = await getT("billing");
  if (missing && missing.code !== "not_found") return <ErrorPanel failure={missing} />;
  return (
    <p className="max-w-[68ch] text-muted">
      <WithContact text={t(missing ? "topUp.unknown" : "topUp.none")} />
    </p>
  );
}

/** The missing amount, or the nearest one that can be topped up. */
function within(wanted: string, { min_usd: min, max_usd: max }: PaymentProviderCard) {
  if (parseUsd(wanted) < parseUsd(min)) return { how: "raised", amount: min, min, max } as const;
  if (parseUsd(wanted) > parseUsd(max)) return { how: "lowered", amount: max, min, max } as const;
  return { how: "wanted", amount: wanted, min, max } as const;
}
