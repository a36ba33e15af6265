"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { RequestId } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";

/** A bug on a page: what to do, and the digest to look it up by. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useT("crash");
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-start justify-center gap-3 px-4">
      <h1 className="text-title">{t("title")}</h1>
      <p className="text-muted">{t("text")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button tone="primary" onClick={reset}>
          {t("retry")}
        </Button>
        <ButtonLink href="/">{t("home")}</ButtonLink>
      </div>
      {error.digest ? <RequestId label={t("requestId")} id={error.digest} /> : null}
    </main>
  );
}
