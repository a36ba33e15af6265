import { ApiDown } from "@/components/layout/api-down";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { Failure } from "@/lib/client";
import { useT } from "@/lib/messages/t";

/** In place of every page while the API does not serve this person: a ban with its reason, or that it is down. */
export function NotServed({ failure }: { failure: Failure }) {
  const t = useT("common");
  if (failure.code === "banned") return <ErrorPanel failure={failure} />;
  return (
    <ApiDown code={failure.code} requestId={failure.request_id}>
      <form>
        <Button type="submit" tone="primary">
          {t("retry")}
        </Button>
      </form>
    </ApiDown>
  );
}
