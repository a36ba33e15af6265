import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { read } from "@/lib/client";
import { getHealth, getStats } from "@/lib/contract/admin-watch";
import { listAllDeposits } from "@/lib/contract/deposits";
import { readFilters, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Charts } from "./_overview/charts";
import { HealthInShort } from "./_overview/health";
import { StockLeft } from "./_overview/stock";
import { Totals } from "./_overview/totals";
import { Waiting } from "./_overview/waiting";

const RANGES = ["7", "30", "90"] as const;
/** Flagged deposits are counted this far. */
const MOST_COUNTED = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operator"))("title") };
}

/** The operator's overview: the money of the range in the URL, what waits, and whether the shop is well. */
export default async function OperatorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const { days = "30" } = readFilters(await searchParams, { days: RANGES });
  const [t, stats, health, flagged] = await Promise.all([
    getT("operator"),
    read(getStats, { query: { days } }),
    read(getHealth, {}),
    read(listAllDeposits, { query: { flagged: "true", limit: String(MOST_COUNTED) } }),
  ]);
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <nav aria-label={t("range")} className="flex gap-1">
            {RANGES.map((range) => (
              <Link
                key={range}
                href={`/operator?days=${range}`}
                aria-current={range === days ? "page" : undefined}
                className={buttonLook({ size: "small", tone: range === days ? "plain" : "quiet" })}
              >
                {t("days", { days: Number(range) })}
              </Link>
            ))}
          </nav>
        }
      />
      <div className="flex flex-col gap-6">
        <Totals totals={stats.totals} />
        <div className="grid items-start gap-6 lg:grid-cols-3">
          <Waiting stats={stats} flagged={`${flagged.items.length}${flagged.next_cursor ? "+" : ""}`} />
          <HealthInShort health={health} />
          <StockLeft stock={stats.stock} />
        </div>
        <Charts days={stats.days} />
      </div>
    </>
  );
}
