import type { Metadata } from "next";
import { Money } from "@/components/format/money";
import { PageHead } from "@/components/layout/page-head";
import { Card, Facts, Figure } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { getReferrals } from "@/lib/contract/deposits";
import { listTransactions } from "@/lib/contract/users";
import { CURSOR, listHref, readFilters, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { EarningTable } from "./earning-table";
import { HowToInvite } from "./how-to-invite";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("referrals"))("title") };
}

/** The referral link, what it earned, and each earning. */
export default async function ReferralsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { cursor } = readFilters(await searchParams, { cursor: CURSOR });
  await requireCustomer("/referrals");
  const [t, mine, page] = await Promise.all([
    getT("referrals"),
    read(getReferrals, {}),
    read(listTransactions, { query: { type: "referral", ...(cursor ? { cursor } : {}) } }),
  ]);
  const rate = String(mine.rate_percent);
  return (
    <>
      <PageHead title={t("title")} lead={mine.rate_percent ? t("lead", { rate }) : null} />
      <div className="grid gap-4 md:grid-cols-2">
        <Card>
          <Figure label={t("earned")}>
            <Money usd={mine.earned_usd} />
          </Figure>
          <div className="mt-4">
            <Facts
              rows={[
                ...(mine.rate_percent ? [{ label: t("rate"), value: t("rateValue", { rate }) }] : []),
                { label: t("invited"), value: <span className="tabular-nums">{mine.invited}</span> },
                { label: t("paying"), value: <span className="tabular-nums">{mine.paying}</span> },
              ]}
            />
          </div>
        </Card>
        <HowToInvite mine={mine} />
      </div>
      <Card flush title={t("list")} className="mt-8">
        {page.items.length ? <EarningTable rows={page.items} /> : <EmptyState>{t("empty")}</EmptyState>}
        <Pager
          nextHref={page.next_cursor && listHref("/referrals", { cursor: page.next_cursor })}
          firstHref={cursor ? "/referrals" : null}
        />
      </Card>
    </>
  );
}
