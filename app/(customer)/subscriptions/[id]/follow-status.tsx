"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announcer";
import { Spinner } from "@/components/ui/spinner";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";

const FOLLOW_MS = 2000;

/** Follows a subscription that is being prepared, and says when it no longer is. */
export function FollowStatus({ status }: { status: Subscription["status"] }) {
  const t = useT("card");
  const words = useT("common");
  const router = useRouter();
  const before = useRef(status);
  useEffect(() => {
    if (before.current === "provisioning" && status !== "provisioning") {
      announce(t("ready", { status: words(`status.${status}`) }));
    }
    before.current = status;
    if (status !== "provisioning") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [status, router, t, words]);
  if (status !== "provisioning") return null;
  return (
    <span role="status" className="inline-flex items-center gap-2">
      <Spinner />
      {t("preparing")}
    </span>
  );
}
