"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { crash as en } from "@/lib/messages/en/crash";
import { LOCALE_COOKIE, THEME_COOKIE } from "@/lib/messages/locale";
import { crash as ru } from "@/lib/messages/ru/crash";
import "./globals.css";

/** The last resort, when the root layout itself failed: no provider above, so it reads the cookies itself. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const [kept, setKept] = useState({ locale: "en", theme: "" });
  useEffect(() => setKept({ locale: cookie(LOCALE_COOKIE), theme: cookie(THEME_COOKIE) }), []);
  const text = kept.locale === "ru" ? ru : en;
  return (
    <html lang={kept.locale === "ru" ? "ru" : "en"} data-theme={kept.theme || undefined}>
      <body>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-4">
          <title>{text.title}</title>
          <h1 className="text-title">{text.title}</h1>
          <p className="text-muted">{text.text}</p>
          <Button tone="primary" className="mt-3" onClick={reset}>
            {text.retry}
          </Button>
          {error.digest ? (
            <p className="text-muted text-sm">
              {text.requestId} <code className="font-mono text-text">{error.digest}</code>
            </p>
          ) : null}
        </main>
      </body>
    </html>
  );
}

function cookie(name: string): string {
  return (
    document.cookie
      .split("; ")
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? ""
  );
}
