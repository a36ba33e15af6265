"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const LOOK_MS = 2_000;

/** While the books are checked, the page looks again until there is a result. */
export function FollowCheck({ isRunning }: { isRunning: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [isRunning, router]);
  return null;
}
