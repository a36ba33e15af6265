import { Time } from "@/components/format/time";
import { CopyButton } from "@/components/ui/copy-button";
import { useT } from "@/lib/messages/t";
import { meCommand } from "./command";
import type { ShownOnce } from "./states";

/** A new key or secret, to be copied now. */
export function ShownOncePart({ shown, meUrl }: { shown: ShownOnce; meUrl: string }) {
  const t = useT("keys");
  return (
    <div role="status" className="flex flex-col gap-4">
      {shown.apiKey ? <Secret label={t("once.key")} text={shown.apiKey} /> : null}
      {shown.signingSecret ? <Secret label={t("once.secret")} text={shown.signingSecret} /> : null}
      {shown.oldUntil ? (
        <p className="text-muted">
          {t("once.oldUntil")} <Time at={shown.oldUntil} shape="datetime" />
        </p>
      ) : null}
      {shown.apiKey ? (
        <Secret label={t("once.tryIt")} what={t("once.curl")} text={meCommand(meUrl, shown.apiKey)} />
      ) : null}
    </div>
  );
}

function Secret({ label, text, what }: { label: string; text: string; what?: string }) {
  return (
    <div>
      <p className="text-muted text-sm">{label}</p>
      <div className="mt-1 flex items-start gap-2">
        <code className="min-w-0 grow select-all break-all rounded-control border border-line bg-ground px-3 py-2 font-mono text-sm">
          {text}
        </code>
        <CopyButton text={text} what={what ?? label} />
      </div>
    </div>
  );
}
