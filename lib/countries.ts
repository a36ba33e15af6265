import { intl } from "@/lib/intl";

/** ISO 3166-1 alpha-2 codes, from the standard's list of officially assigned codes. */
export const COUNTRY_CODES: readonly string[] =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

const ALIASES: Record<string, string> = {
  usa: "US",
  "united states of america": "US",
  america: "US",
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  holland: "NL",
  "the netherlands": "NL",
  "czech republic": "CZ",
  "south korea": "KR",
  russia: "RU",
  turkey: "TR",
  uae: "AE",
};

let byName: Map<string, string> | undefined;

/** Stands for any country where a subscription is bound to none: the region code of the whole world. */
export const ANY_COUNTRY = "001";

/** The ISO code for a country's name (English or Russian) or code, in any case; `null` when it is none. */
export function countryCode(text: string): string | null {
  const key = text.trim().toLowerCase();
  byName ??= indexNames();
  return byName.get(key) ?? null;
}

/** The country's name in a language, for example `countryName("US", "en")` → `"United States"`; no code: as it is. */
export function countryName(code: string, language: string): string {
  if (!/^([A-Z]{2}|\d{3})$/i.test(code)) return code;
  return intl.names([language], { type: "region" }).of(code) ?? code;
}

function indexNames(): Map<string, string> {
  const names = new Map(Object.entries(ALIASES));
  for (const code of COUNTRY_CODES) {
    names.set(code.toLowerCase(), code);
    names.set(countryName(code, "en").toLowerCase(), code);
    names.set(countryName(code, "ru").toLowerCase(), code);
  }
  return names;
}
