"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announcer";
import { Spinner } from "@/components/ui/spinner";
import type { Deposit } from "@/lib/contract/deposits";
import { useT } from "@/lib/messages/t";

/** A late payment of an invoice that ran out is still credited, so that one is asked for too, less often. */
const FOLLOW_MS: Partial<Record<Deposit["status"], number>> = { pending: 2000, expired: 10_000 };

interface FollowDepositProps {
  status: Deposit["status"];
  /** Answers `{ status }`. */
  statusHref: string;
  /** What is said when the status is another. */
  told: string;
}

/** Follows a deposit, and says when it has moved. Looks again at once when the reader comes back from paying. */
export function FollowDeposit({ status, statusHref, told }: FollowDepositProps) {
  const t = useT("deposits");
  const router = useRouter();
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== status) announce(told);
    before.current = status;
    const pause = FOLLOW_MS[status];
    if (!pause) return;
    const look = async () => {
      if (document.visibilityState === "visible" && (await hasMoved(statusHref, status))) router.refresh();
    };
    const timer = setInterval(look, pause);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [status, statusHref, told, router]);
  if (status !== "pending") return null;
  return (
    <span role="status" className="inline-flex items-center gap-2 text-muted">
      <Spinner />
      {t("following")}
    </span>
  );
}

/** An ended session counts as a move: the page then leads to sign-in. What can't be asked has not moved. */
async function hasMoved(href: string, status: string): Promise<boolean> {
  try {
    const answer = await fetch(href, { cache: "no-store" });
    if (!answer.ok) return answer.status === 401;
    return (await answer.json()).status !== status;
  } catch {
    return false;
  }
}
