"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { ERROR_CODES } from "@/lib/errors";
import { useT } from "@/lib/messages/t";
import { ApiDown } from "./api-down";

/** What Next hands to an `error.tsx`; `retry` asks the server again. */
export interface FailedPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** In place of a page that failed: what the API said, else that it is a bug of ours, and the digest to look it up by. */
export function FailedPage({ error, retry }: FailedPageProps) {
  const t = useT("crash");
  const [, word, requestId = error.digest] = /^api\/(\w+)\/(.+)$/.exec(error.digest ?? "") ?? [];
  return (
    <ApiDown code={ERROR_CODES.find((code) => code === word)} requestId={requestId}>
      <Button tone="primary" onClick={retry}>
        {t("retry")}
      </Button>
      <ButtonLink href="/">{t("home")}</ButtonLink>
    </ApiDown>
  );
}
