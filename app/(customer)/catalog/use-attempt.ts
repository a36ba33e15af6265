"use client";

import { useEffect, useRef, useState } from "react";
import { type Attempt, type Offer, openAttempt, unsettledAttempt } from "./purchase";

/**
 * The purchase that the dialog is about: one of before a reload whose outcome is not known comes first, then `offered`,
 * a choice that was made before this page.
 */
export function useAttempt(buyer: number, offered: Offer | null) {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const first = useRef(offered);
  useEffect(() => {
    setAttempt(unsettledAttempt(buyer) ?? (first.current && openAttempt(first.current)));
  }, [buyer]);
  return {
    attempt,
    open: (offer: Offer) => setAttempt(openAttempt(offer)),
    close: () => setAttempt(null),
  };
}
