import localFont from "next/font/local";

/*
 * Geist and Geist Mono in three cuts each, so that a page loads the letters that it shows: `fonts.test.ts` cuts them by
 * the ranges below. Next reads these calls when it builds, so every value stands here as it is.
 */

const sans = localFont({
  src: "./fonts/sans-latin.woff2",
  variable: "--font-sans-latin",
  weight: "400 700",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+2013-2044, U+20AC, U+2122, U+2190-2193, U+2212",
    },
  ],
});

const sansCyrillic = localFont({
  src: "./fonts/sans-cyrillic.woff2",
  variable: "--font-sans-cyrillic",
  weight: "400 700",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0400-045F, U+0490-0491, U+20BD, U+2116" }],
});

const sansRest = localFont({
  src: "./fonts/sans-rest.woff2",
  variable: "--font-sans-rest",
  weight: "400 700",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-0130, U+0132-0151, U+0154-03FF, U+0460-048F, U+0492-1EFF, U+2070-20AB, U+20AD-20BC, U+2117-2121, U+2126-218F, U+2194-2211, U+2213-2BFF",
    },
  ],
});

const mono = localFont({
  src: "./fonts/mono-latin.woff2",
  variable: "--font-mono-latin",
  weight: "400 700",
  preload: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+2013-2044, U+20AC, U+2122, U+2190-2193, U+2212",
    },
  ],
});

const monoCyrillic = localFont({
  src: "./fonts/mono-cyrillic.woff2",
  variable: "--font-mono-cyrillic",
  weight: "400 700",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0400-045F, U+0490-0491, U+20BD, U+2116" }],
});

const monoRest = localFont({
  src: "./fonts/mono-rest.woff2",
  variable: "--font-mono-rest",
  weight: "400 700",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-0130, U+0132-0151, U+0154-03FF, U+0460-048F, U+0492-1EFF, U+2070-20AB, U+20AD-20BC, U+2117-2121, U+2126-218F, U+2194-2211, U+2213-2BFF",
    },
  ],
});

/** Classes of the root that name the cuts for `globals.css`. */
export const FONT_CLASSES = [sans, sansCyrillic, sansRest, mono, monoCyrillic, monoRest]
  .map((font) => font.variable)
  .join(" ");
