"use client";

import { useEffect } from "react";

/** A time of a row lies over the row's link, to tell the exact instant on hover; a click on it is one on the link. */
export function RowTimes() {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const time = event.target instanceof Element ? event.target.closest("tr time") : null;
      const link = time?.closest("tr")?.querySelector("[data-row-link]");
      if (link && !time?.closest("a, button")) link.dispatchEvent(new MouseEvent("click", event));
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, []);
  return null;
}
