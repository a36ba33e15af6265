"use client";

import { useEffect, useRef, useState } from "react";
import { type Caused, causeText } from "@/components/format/cause";
import { Money, moneyText } from "@/components/format/money";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/spinner";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";

/** One line of the chip's list. */
export interface LastTransaction extends Caused {
  id: number;
  amount_usd: string;
  status: "pending" | "completed" | "failed";
}

interface BalanceChipProps {
  /** What can be spent. */
  usd: string;
  /** The second line: how far it reaches; amber under seven days, red when a renewal failed. */
  coverage?: { text: string; tone: "muted" | "warn" | "bad" };
  /** The last transactions, asked for when the chip is opened; `null` when they can't be had. */
  readLast: () => Promise<LastTransaction[] | null>;
}

const ROLL_MS = 400;
const TONES = { muted: "text-muted", warn: "text-warn", bad: "text-bad" };

/** The balance in the header. A new amount rolls once from the old one and is announced. */
export function BalanceChip({ usd, coverage, readLast }: BalanceChipProps) {
  const t = useT("nav");
  const locale = useLocale();
  const amount = moneyText(usd, locale);
  const shown = useRolling(usd);
  const first = useRef(usd);
  return (
    <>
      <Popover
        label={[t("balance", { amount }), coverage?.text].filter(Boolean).join(", ")}
        triggerClass="flex min-h-11 flex-col items-end justify-center rounded-control px-2.5 hover:bg-hover max-md:-mr-2.5"
        panelClass="w-80"
        trigger={
          <>
            <span className="font-medium text-lg leading-5 tabular-nums">{moneyText(shown, locale)}</span>
            {coverage ? <span className={`text-xs ${TONES[coverage.tone]}`}>{coverage.text}</span> : null}
          </>
        }
        later={<LastTransactions readLast={readLast} />}
      />
      <span aria-live="polite" className="sr-only">
        {usd === first.current ? "" : t("balanceNow", { amount })}
      </span>
    </>
  );
}

const ROWS = [1, 2, 3, 4, 5];

function LastTransactions({ readLast }: Pick<BalanceChipProps, "readLast">) {
  const t = useT("nav");
  const [found, setFound] = useState<LastTransaction[] | "failed" | null>(null);
  useEffect(() => {
    let isGone = false;
    const show = (items: LastTransaction[] | null) => isGone || setFound(items ?? "failed");
    readLast().then(show, () => show(null));
    return () => {
      isGone = true;
    };
  }, [readLast]);
  return (
    <>
      <p className="mb-2 text-muted text-sm">{t("last")}</p>
      <div aria-live="polite" aria-busy={found === null}>
        {found === "failed" ? <p className="text-sm">{t("lastFailed")}</p> : <LastList items={found} />}
      </div>
      <div className="mt-3 flex items-center justify-between gap-3">
        <Link href="/billing" className="py-1 text-accent text-sm hover:underline">
          {t("allTransactions")}
        </Link>
        <ButtonLink href="/billing#top-up" tone="primary" size="small">
          {t("topUp")}
        </ButtonLink>
      </div>
    </>
  );
}

function LastList({ items }: { items: readonly LastTransaction[] | null }) {
  const t = useT("nav");
  const words = useT("common");
  if (items?.length === 0) return <p className="text-sm">{t("lastNone")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {items?.map((item) => (
        <li key={item.id} className="flex justify-between gap-4 text-sm">
          <span className="min-w-0 truncate">
            {causeText(words, item)}
            {item.status === "completed" ? null : (
              <span className="block text-muted text-xs">{words(`status.${item.status}`)}</span>
            )}
          </span>
          <Money
            usd={item.amount_usd}
            signed
            mono
            className={item.status === "completed" ? undefined : "text-muted"}
          />
        </li>
      )) ?? ROWS.map((row) => <Skeleton key={row} className="h-4.5 w-full" />)}
    </ul>
  );
}

/** The amount to show now: moves from the last one to `usd` once; at once where motion is unwelcome. */
function useRolling(usd: string): string {
  const [shown, setShown] = useState(usd);
  const from = useRef(usd);
  useEffect(() => {
    const start = parseUsd(from.current);
    const end = parseUsd(usd);
    if (start === end) return;
    from.current = usd;
    const begun = performance.now();
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    let frame = requestAnimationFrame(function roll(now) {
      const part = still ? 1 : Math.min(1, (now - begun) / ROLL_MS);
      const eased = BigInt(Math.round((1 - (1 - part) ** 3) * 1000));
      setShown(part === 1 ? usd : formatUsd(start + ((end - start) * eased) / 1000n));
      if (part < 1) frame = requestAnimationFrame(roll);
    });
    return () => {
      cancelAnimationFrame(frame);
      setShown(usd);
    };
  }, [usd]);
  return shown;
}
