import { Button } from "@/components/ui/button";
import { RequestId } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";

/** In place of every page while the API can't be reached: what happened, a retry, and the request id. */
export function ApiDown({ requestId }: { requestId: string }) {
  const t = useT("common");
  return (
    <div
      role="alert"
      className="mx-auto flex min-h-[50dvh] max-w-md flex-col items-start justify-center gap-3"
    >
      <h1 className="text-title">{t("down.title")}</h1>
      <p className="text-muted">{t("down.text")}</p>
      <form className="mt-3">
        <Button type="submit" tone="primary">
          {t("down.retry")}
        </Button>
      </form>
      <RequestId label={t("requestId")} id={requestId} />
    </div>
  );
}
