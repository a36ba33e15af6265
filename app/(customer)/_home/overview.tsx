import { Money, moneyText } from "@/components/format/money";
import { PageHead } from "@/components/layout/page-head";
import { CoverageLine } from "@/components/marks/coverage-line";
import { chargedAt } from "@/components/marks/days";
import { ButtonLink } from "@/components/ui/button";
import { Card, Figure } from "@/components/ui/card";
import { Plus } from "@/components/ui/icons";
import { read } from "@/lib/client";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getBalance } from "@/lib/contract/users";
import { MOST_ON_CARD } from "@/lib/counted";
import { getLocale, getT } from "@/lib/messages/server";
import { coverageNote } from "./coverage";
import { NextToExpire } from "./next-to-expire";
import { Notices } from "./notices";
import { Outlook } from "./outlook";
import { readActive, readRenewals, readSpend } from "./read-overview";
import { SpendFigure } from "./spend-figure";

/** Notices, balance and what it covers, active IPs, renewals to come, spend per month, what expires next. */
export async function Overview({ userId }: { userId: number }) {
  const [t, common, locale, balance, active, renewals, spend] = await Promise.all([
    getT("overview"),
    getT("common"),
    getLocale(),
    read(getBalance, { params: { user_id: String(userId) } }),
    readActive(userId),
    readRenewals(userId),
    readSpend(userId),
  ]);
  const nameOf = (item: Pick<Subscription, "label" | "category" | "country" | "quantity">) =>
    item.label ??
    t("renewal", {
      category: common(`categories.${item.category}`),
      country: item.country,
      count: item.quantity,
    });
  const planned = (renewals?.items ?? []).map((item) => ({
    at: chargedAt(item.expires_at),
    price_usd: item.price_usd,
    covered: item.state === "covered",
    label: nameOf(item),
  }));
  const isMore = active.subscriptions >= MOST_ON_CARD;
  const counted = { count: active.subscriptions };
  const note = (await coverageNote(renewals))?.text ?? common("coverage.none");
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <ButtonLink href="/catalog" tone="primary">
            <Plus />
            {t("buy")}
          </ButtonLink>
        }
      />
      {renewals ? <Notices renewals={renewals} nameOf={nameOf} /> : null}
      <div className="grid gap-4 lg:grid-cols-4">
        <Card className="lg:col-span-2">
          <div className="flex items-start justify-between gap-4">
            <Figure label={t("balance")} note={note}>
              <Money usd={balance.balance_usd} />
            </Figure>
            <ButtonLink href="/billing">{t("topUp")}</ButtonLink>
          </div>
          {balance.held_usd === "0.00" ? null : (
            <p className="mt-1 text-muted">{t("held", { amount: moneyText(balance.held_usd, locale) })}</p>
          )}
          <div className="mt-4">
            <CoverageLine
              renewals={planned}
              until={renewals?.covered_until ? chargedAt(renewals.covered_until) : null}
              {...(renewals ? { now: renewals.as_of } : {})}
            />
          </div>
        </Card>
        <Card>
          <Figure label={t("activeIps")} note={t(isMore ? "atLeast" : "inSubscriptions", counted)}>
            {new Intl.NumberFormat(locale).format(active.ips)}
            {isMore ? "+" : null}
          </Figure>
        </Card>
        <Card>
          <SpendFigure months={spend} />
        </Card>
      </div>
      <Outlook renewals={renewals} spend={spend} />
      <NextToExpire subscriptions={active.ending} nameOf={nameOf} />
    </>
  );
}
