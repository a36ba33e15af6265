import { Plus } from "lucide-react";
import { Money, moneyText } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { PageHead } from "@/components/layout/page-head";
import { CoverageLine } from "@/components/marks/coverage-line";
import { ButtonLink } from "@/components/ui/button";
import { Card, Figure } from "@/components/ui/card";
import { read } from "@/lib/client";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getBalance } from "@/lib/contract/users";
import { getLocale, getT, requestTime } from "@/lib/messages/server";
import { byExpiry, type Coverage, coverageOf, monthBefore, spentIn } from "./coverage";
import { NextToExpire } from "./next-to-expire";
import { readActive, readTransactionsSince } from "./read-overview";

/** Balance and what it covers, active IPs, what expires next, spend per month. */
export async function Overview({ userId }: { userId: number }) {
  const now = requestTime();
  const before = monthBefore(now);
  const [t, common, locale, balance, active, transactions] = await Promise.all([
    getT("overview"),
    getT("common"),
    getLocale(),
    read(getBalance, { params: { user_id: String(userId) } }),
    readActive(),
    readTransactionsSince(before),
  ]);
  const nameOf = ({ category, country, quantity }: Subscription) =>
    t("renewal", { category: common(`categories.${category}`), country, count: quantity });
  const coverage = coverageOf(balance.balance_usd, active.items, nameOf);
  const ips = active.items
    .filter(({ unit }) => unit === "IP")
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const monthName = (month: Date) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(month);
  const counted = { count: active.items.length };
  const hasHeld = balance.held_usd !== "0.00";
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <ButtonLink href="/catalog" tone="primary">
            <Plus aria-hidden="true" strokeWidth={1.5} />
            {t("buy")}
          </ButtonLink>
        }
      />
      <div className="grid gap-4 lg:grid-cols-4">
        <Card className="lg:col-span-2">
          <div className="flex items-start justify-between gap-4">
            <Figure label={t("balance")} note={<CoverageNote coverage={coverage} />}>
              <Money usd={balance.balance_usd} />
            </Figure>
            <ButtonLink href="/billing">{t("topUp")}</ButtonLink>
          </div>
          {hasHeld ? (
            <p className="mt-1 text-muted">{t("held", { amount: moneyText(balance.held_usd, locale) })}</p>
          ) : null}
          <div className="mt-4">
            <CoverageLine {...coverage} />
          </div>
        </Card>
        <Card>
          <Figure label={t("activeIps")} note={t(active.hasMore ? "atLeast" : "inSubscriptions", counted)}>
            {new Intl.NumberFormat(locale).format(ips)}
          </Figure>
        </Card>
        <Card>
          <Figure
            label={t("spendMonth", { month: monthName(now) })}
            note={t("spendBefore", {
              amount: moneyText(spentIn(before, transactions), locale),
              month: monthName(before),
            })}
          >
            <Money usd={spentIn(now, transactions)} />
          </Figure>
        </Card>
      </div>
      <NextToExpire subscriptions={byExpiry(active.items)} nameOf={nameOf} />
    </>
  );
}

async function CoverageNote({ coverage: { renewals, until } }: { coverage: Coverage }) {
  const [t, locale] = await Promise.all([getT("common"), getLocale()]);
  if (!renewals.length) return t("coverage.none");
  if (until === null) return t("coverage.all");
  return t("coverage.until", { date: dateText(new Date(until), locale, requestTime()) });
}
