"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { LOCALES, type Locale } from "@/lib/messages/locale";
import { endCurrentSession } from "@/lib/session/current";
import { saveMailLocale } from "@/lib/session/settings";

/** Ends the session and its key. */
export async function signOut(): Promise<void> {
  await endCurrentSession();
  redirect("/sign-in");
}

/** Mails follow the language that the pages are read in. */
export async function keepLocale(locale: Locale): Promise<void> {
  await saveMailLocale(z.enum(LOCALES).parse(locale));
}
