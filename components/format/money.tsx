import type { Locale } from "@/lib/messages/locale";
import { useLocale } from "@/lib/messages/t";

const MINUS = "\u2212";
const NO_BREAK_SPACE = "\u00a0";

/** `"1250.50"` as text: `$1,250.50` in English, `1 250,50 $` in Russian. Digits are never turned into a number. */
export function moneyText(usd: string, locale: Locale, signed = false): string {
  const negative = usd.startsWith("-");
  const [whole = "0", fraction = "00"] = usd.replace("-", "").split(".");
  const cents = fraction.padEnd(2, "0");
  const nothing = !/[1-9]/.test(usd);
  const sign = negative && !nothing ? MINUS : signed && !nothing ? "+" : "";
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === "ru" ? NO_BREAK_SPACE : ",");
  return locale === "ru" ? `${sign}${grouped},${cents}${NO_BREAK_SPACE}$` : `${sign}$${grouped}.${cents}`;
}

/** An amount of US dollars from the wire's decimal string; `signed` shows a plus too, `mono` is for tables and slips. */
export function Money(props: { usd: string; signed?: boolean; mono?: boolean; className?: string }) {
  const locale = useLocale();
  const figures = props.mono ? "font-mono" : "tabular-nums";
  return (
    <span className={`${figures} whitespace-nowrap ${props.className ?? ""}`}>
      {moneyText(props.usd, locale, props.signed)}
    </span>
  );
}
