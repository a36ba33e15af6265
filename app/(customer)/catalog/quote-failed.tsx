"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { ErrorCode } from "@/lib/errors";
import { useT } from "@/lib/messages/t";

/** No price: why, and how to go on; who is signed out comes back to the same wish. */
export function QuoteFailed(props: { code: ErrorCode | undefined; query: string; onRetry: () => void }) {
  const t = useT("catalog");
  const signedOut = props.code === "missing_key" || props.code === "invalid_key";
  const href = `/sign-in?next=${encodeURIComponent(`/catalog?${props.query}`)}`;
  return (
    <ErrorPanel
      failure={{ code: props.code ?? "unavailable" }}
      action={
        signedOut ? (
          <ButtonLink href={href} tone="primary" size="small">
            {t("signIn")}
          </ButtonLink>
        ) : (
          <Button size="small" onClick={props.onRetry}>
            {t("retry")}
          </Button>
        )
      }
    />
  );
}
