import type { ReactNode } from "react";
import { RequestId } from "@/components/ui/error-panel";
import { WithContact } from "@/components/ui/with-contact";
import type { ErrorCode } from "@/lib/errors";
import { useT } from "@/lib/messages/t";

interface ApiDownProps {
  /** What the API said; any code without words here, and none, is a bug of ours. */
  code: ErrorCode | undefined;
  requestId: string | undefined;
  /** The buttons that lead on. */
  children: ReactNode;
}

const WORDS: Partial<Record<ErrorCode, "down" | "limited" | "forbidden">> = {
  unavailable: "down",
  rate_limited: "limited",
  forbidden_scope: "forbidden",
};

/** In place of a page that could not be made: what happened, what to do, and the request id. */
export function ApiDown({ code, requestId, children }: ApiDownProps) {
  const [t, crash] = [useT("common"), useT("crash")];
  const word = code && WORDS[code];
  return (
    <div
      role="alert"
      className="mx-auto flex min-h-[50dvh] max-w-md flex-col items-start justify-center gap-3"
    >
      <h1 className="text-title">{word ? t(`${word}.title`) : crash("title")}</h1>
      <p className="text-muted">{word ? t(`${word}.text`) : crash("text")}</p>
      <div className="mt-3 flex flex-wrap gap-2">{children}</div>
      {requestId && !word ? (
        <p className="mt-3 text-muted">
          <WithContact text={crash("report")} />
        </p>
      ) : null}
      {requestId ? <RequestId label={t("requestId")} id={requestId} /> : null}
    </div>
  );
}
