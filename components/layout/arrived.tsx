"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** Of `before-react.tsx`; gone when it was called. */
    __arrived?: () => void;
  }
}

/** Says that React has taken the page over, so that what was pressed before can count. */
export function Arrived() {
  useEffect(() => window.__arrived?.(), []);
  return null;
}
