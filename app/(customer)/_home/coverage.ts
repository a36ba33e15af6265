import "server-only";
import { moneyText } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { chargedAt } from "@/components/marks/days";
import type { UpcomingRenewals } from "@/lib/contract/renewals";
import { getLocale, getT } from "@/lib/messages/server";

const SOON_MS = 7 * 86_400_000;

/** How far the balance reaches, in words, and how much that matters. */
export interface CoverageNote {
  text: string;
  tone: "muted" | "warn" | "bad";
}

/** Red when a renewal failed and money is still missing, amber when the balance ends within a week. */
export async function coverageNote(renewals: UpcomingRenewals | null): Promise<CoverageNote | null> {
  if (!renewals?.items.length) return null;
  const [t, words, locale] = await Promise.all([getT("overview"), getT("common"), getLocale()]);
  const { as_of, items, covered_until, shortfall_usd, top_up_by } = renewals;
  const now = new Date(as_of);
  if (top_up_by && items.some(({ state }) => state === "failed")) {
    const amount = moneyText(shortfall_usd, locale);
    return { text: t("topUpBy", { amount, date: dateText(new Date(top_up_by), locale, now) }), tone: "bad" };
  }
  if (covered_until === null) return { text: words("coverage.all"), tone: "muted" };
  const until = new Date(chargedAt(covered_until));
  return {
    text: words("coverage.until", { date: dateText(until, locale, now) }),
    tone: until.getTime() - now.getTime() < SOON_MS ? "warn" : "muted",
  };
}
