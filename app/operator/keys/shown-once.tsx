import { dateText } from "@/components/format/time";
import { CopyButton } from "@/components/ui/copy-button";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import type { KeyEnd } from "./states";

/** A key just made, to copy while it is there. */
export function ShownOnce({ made }: { made: Extract<KeyEnd, { state: "made" }> }) {
  const t = useT("operatorKeys");
  const locale = useLocale();
  const now = useNow();
  const until = made.oldUntil ? new Date(made.oldUntil) : null;
  const time = until ? `${dateText(until, locale, now)}, ${until.toISOString().slice(11, 16)} UTC` : "";
  return (
    <div role="status" className="flex flex-col gap-4 pb-1">
      <Secret label={t("apiKey")} value={made.apiKey} />
      {made.signingSecret ? <Secret label={t("signingSecret")} value={made.signingSecret} /> : null}
      {until ? <p className="text-muted">{t("oldUntil", { date: time })}</p> : null}
    </div>
  );
}

function Secret({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <p className="font-medium">{label}</p>
      <p className="mt-1 flex items-center gap-2">
        <code className="min-w-0 select-all break-all font-mono text-sm">{value}</code>
        <CopyButton text={value} what={label} />
      </p>
    </div>
  );
}
