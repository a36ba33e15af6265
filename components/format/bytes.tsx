import { intl } from "@/lib/intl";
import type { Locale } from "@/lib/messages/locale";
import { useLocale, useT } from "@/lib/messages/t";

const STEPS = ["B", "kB", "MB", "GB", "TB"] as const;

/** Traffic in decimal units as text; `unitOf` names a unit. */
export function bytesText(
  bytes: number,
  locale: Locale,
  unitOf: (step: (typeof STEPS)[number]) => string,
): string {
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = intl.numbers(locale, { maximumFractionDigits: step > 2 ? 2 : step ? 1 : 0 });
  return `${amount.format(bytes / 1000 ** step)}\u00a0${unitOf(STEPS[step] ?? "B")}`;
}

/** Traffic in decimal units, as it is sold: `1500000000` → `1.5 GB`. The exact count is the title. */
export function Bytes({ bytes }: { bytes: number }) {
  const t = useT("common");
  const locale = useLocale();
  const exact = `${intl.numbers(locale).format(bytes)} ${t("bytes.B")}`;
  return (
    <span className="whitespace-nowrap tabular-nums" title={exact}>
      {bytesText(bytes, locale, (unit) => t(`bytes.${unit}`))}
    </span>
  );
}
