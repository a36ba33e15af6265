import "server-only";
import { cookies, headers } from "next/headers";
import { cache, use } from "react";
import { businessTime } from "@/lib/clock";
import { type Contact, supportContact } from "@/lib/contact";
import { compileTexts } from "./compile";
import { en, type Namespace } from "./en";
import { LOCALE_COOKIE, type Locale, pickLocale, pickTheme, THEME_COOKIE, type Theme } from "./locale";
import { ru } from "./ru";
import { type Texts, type Translate, translator } from "./translator";

/** Every text of every language. */
export const MESSAGES = { en, ru } as const;

/** The reader's language: the `locale` cookie, else `Accept-Language`, else English. */
export const getLocale = cache(async (): Promise<Locale> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return pickLocale(jar.get(LOCALE_COOKIE)?.value, sent.get("accept-language"));
});

/** The reader's theme from the `theme` cookie. */
export const getTheme = cache(
  async (): Promise<Theme> => pickTheme((await cookies()).get(THEME_COOKIE)?.value),
);

/** Texts of one namespace, for pages and other async server components: `const t = await getT("catalog")`. */
export async function getT<N extends Namespace>(namespace: N) {
  return writerOf(await getLocale(), namespace);
}

/** The texts that client components under one provider need, in the reader's language. */
export async function pickMessages<N extends Namespace>(
  namespaces: readonly N[],
): Promise<Partial<Record<Namespace, Texts>>> {
  const locale = await getLocale();
  return Object.fromEntries(namespaces.map((namespace) => [namespace, textsOf(locale, namespace)]));
}

/** Texts of one namespace, for server components that are not async. */
export function useT<N extends Namespace>(namespace: N) {
  return writerOf(use(getLocale()), namespace);
}

/** The reader's language, for server components that are not async. */
export function useLocale(): Locale {
  return use(getLocale());
}

/** Whom people of this site may write to. */
export function useContact(): Contact | null {
  return supportContact();
}

/** One instant per request, so that every relative time on a page agrees. */
export function useNow(): Date {
  return requestTime();
}

/** The request's instant in the business's time, handed to the provider so that the browser's first render agrees. */
export const requestTime = cache(businessTime);

const compiled = new Map<string, Texts>();

/** The parsed texts of a namespace; parsed once, when a page first needs them. */
function textsOf(locale: Locale, namespace: Namespace): Texts {
  const name = `${locale}.${namespace}`;
  const texts = compiled.get(name) ?? compileTexts(MESSAGES[locale][namespace]);
  compiled.set(name, texts);
  return texts;
}

function writerOf<N extends Namespace>(locale: Locale, namespace: N): Translate<N> {
  return translator(locale, textsOf(locale, namespace), namespace);
}
