"use client";

import { useSyncExternalStore } from "react";
import { WifiOff } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";

/** Says that the browser is offline, for as long as it is. */
export function OfflineNotice() {
  const t = useT("common");
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" aria-live="polite">
      {isOnline ? null : (
        <p className="flex items-center gap-2 border-warn/40 border-b bg-warn-weak px-4 py-2 text-sm md:px-8">
          <WifiOff className="size-4 shrink-0 text-warn" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
