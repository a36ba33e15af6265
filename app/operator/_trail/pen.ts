import "server-only";
import { getLocale, getT, requestTime } from "@/lib/messages/server";
import type { Pen } from "./words";

/** The pen of the reader's language. */
export async function getPen(): Promise<Pen> {
  const [t, words, errors, locale] = await Promise.all([
    getT("auditFacts"),
    getT("common"),
    getT("errors"),
    getLocale(),
  ]);
  return { t, words, errors, locale, now: requestTime() };
}
