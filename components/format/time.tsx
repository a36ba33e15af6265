import { intl } from "@/lib/intl";
import type { Locale } from "@/lib/messages/locale";
import { useLocale, useNow, useT } from "@/lib/messages/t";

type Shape = "relative" | "date" | "datetime";

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const REGION = { en: "en-GB", ru: "ru-RU" } as const;

/** `12 Dec`, with the year when it is not the year of `now`. Always UTC, so server and browser agree. */
export function dateText(at: Date, locale: Locale, now: Date): string {
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? undefined : "numeric";
  return format(at, locale, { day: "numeric", month: "short", year }).replace(/\s?г\.$/, "");
}

/** `in 3 days`, `2 hours ago`, `now`. */
export function relativeText(at: Date, locale: Locale, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const relative = intl.spans(REGION[locale], { numeric: "auto" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return relative.format(0, "second");
}

/**
 * An instant of the wire; the epoch is one that nobody told. `relative` (the default), `date` or `datetime`; the exact UTC time is the title.
 * `now` (ISO) is the business's clock where it differs from the request's.
 */
export function Time(props: { at: string; shape?: Shape; now?: string; className?: string }) {
  const locale = useLocale();
  const requested = useNow();
  const at = new Date(props.at);
  const t = useT("common");
  if (at.getTime() === 0) return <span className={props.className}>{t("notYet")}</span>;
  const now = props.now ? new Date(props.now) : requested;
  const shape = props.shape ?? "relative";
  const exact = `${format(at, locale, { dateStyle: "long", timeStyle: "medium" })} UTC`;
  const text =
    shape === "relative"
      ? relativeText(at, locale, now)
      : shape === "date"
        ? dateText(at, locale, now)
        : `${dateText(at, locale, now)}, ${at.toISOString().slice(11, 16)} UTC`;
  return (
    <time
      dateTime={props.at}
      title={exact}
      className={`whitespace-nowrap tabular-nums ${props.className ?? ""}`}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

function format(at: Date, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return intl.dates(REGION[locale], { ...options, timeZone: "UTC" }).format(at);
}
