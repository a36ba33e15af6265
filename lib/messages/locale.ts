/** The languages of the pages. The first is the fallback. */
export const LOCALES = ["en", "ru"] as const;
export type Locale = (typeof LOCALES)[number];

/** Cookie names, read on the server and written by the switches of the header. */
export const LOCALE_COOKIE = "locale";
export const THEME_COOKIE = "theme";

/** `system` follows the device and needs no cookie. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The same keys as `T`, any text: a translation that lacks a key does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/** Chosen language first, then the best of `Accept-Language`, then English. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [cookie ?? "", ...preferred(acceptLanguage ?? "")];
  for (const tag of wanted) {
    const found = LOCALES.find((locale) => locale === tag.toLowerCase().split("-")[0]);
    if (found) return found;
  }
  return LOCALES[0];
}

/** Anything but a known theme is `system`. */
export function pickTheme(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? "system";
}

function preferred(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", weight] = part.trim().split(";q=");
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter((choice) => choice.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((choice) => choice.tag);
}
