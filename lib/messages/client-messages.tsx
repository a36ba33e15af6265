import "server-only";
import type { ReactNode } from "react";
import { supportContact } from "@/lib/contact";
import { MessagesProvider } from "./client";
import type { Namespace } from "./en";
import { getLocale, pickMessages, requestTime } from "./server";

/** Ships the named namespaces to the client components below: `<ClientMessages of={["catalog", "checkout"]}>`. */
export async function ClientMessages(props: { of: readonly Namespace[]; children: ReactNode }) {
  const [locale, messages] = await Promise.all([getLocale(), pickMessages(props.of)]);
  return (
    <MessagesProvider
      locale={locale}
      messages={messages}
      nowIso={requestTime().toISOString()}
      contact={supportContact()}
    >
      {props.children}
    </MessagesProvider>
  );
}
