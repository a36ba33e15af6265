import { ANY_COUNTRY, countryName } from "@/lib/countries";
import { useLocale } from "@/lib/messages/t";
import { Flag } from "./flag";

/** Flag, ISO code and the country's name, or that it may be any, in the reader's language; `short` leaves the name to the title. */
export function Country({ code, short = false }: { code: string; short?: boolean }) {
  const name = countryName(code, useLocale());
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={short ? name : undefined}>
      <Flag code={code} />
      {code === ANY_COUNTRY ? null : <span className="font-mono text-sm">{code}</span>}
      {short && code !== ANY_COUNTRY ? <span className="sr-only">{name}</span> : <span>{name}</span>}
    </span>
  );
}
