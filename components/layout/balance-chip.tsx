"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { moneyText } from "@/components/format/money";
import { Popover } from "@/components/ui/popover";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";

interface BalanceChipProps {
  /** What can be spent. */
  usd: string;
  /** The second line: how far it reaches; amber under seven days, red when a renewal failed. */
  coverage?: { text: string; tone: "muted" | "warn" | "bad" };
  /** What opens on a click: the last transactions and "Top up". */
  children: ReactNode;
}

const ROLL_MS = 400;
const TONES = { muted: "text-muted", warn: "text-warn", bad: "text-bad" };

/** The balance in the header. A new amount rolls once from the old one and is announced. */
export function BalanceChip({ usd, coverage, children }: BalanceChipProps) {
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
      >
        {children}
      </Popover>
      <span aria-live="polite" className="sr-only">
        {usd === first.current ? "" : t("balanceNow", { amount })}
      </span>
    </>
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
