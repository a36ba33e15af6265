"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Contact } from "@/lib/contact";
import type { Namespace } from "./en";
import type { Locale } from "./locale";
import { type Texts, type Translate, translator } from "./translator";

interface Shared {
  locale: Locale;
  nowIso: string;
  contact: Contact | null;
  messages: Partial<Record<Namespace, Texts>>;
}

const SharedContext = createContext<Shared>({
  locale: "en",
  nowIso: "1970-01-01T00:00:00.000Z",
  contact: null,
  messages: {},
});

/** Gives client components their texts. Nested ones add namespaces to those above. */
export function MessagesProvider(props: Shared & { children: ReactNode }) {
  const above = useContext(SharedContext).messages;
  const { locale, nowIso, contact, messages, children } = props;
  const shared = useMemo(
    () => ({ locale, nowIso, contact, messages: { ...above, ...messages } }),
    [above, locale, nowIso, contact, messages],
  );
  return <SharedContext value={shared}>{children}</SharedContext>;
}

/** Texts of one namespace; a provider above must carry it. */
export function useT<N extends Namespace>(namespace: N): Translate<N> {
  const { locale, messages } = useContext(SharedContext);
  return useMemo(() => translator(locale, messages[namespace], namespace), [locale, messages, namespace]);
}

/** The reader's language. */
export function useLocale(): Locale {
  return useContext(SharedContext).locale;
}

/** Whom people of this site may write to. */
export function useContact(): Contact | null {
  return useContext(SharedContext).contact;
}

/** The instant of the request that rendered this page. */
export function useNow(): Date {
  const { nowIso } = useContext(SharedContext);
  return useMemo(() => new Date(nowIso), [nowIso]);
}
