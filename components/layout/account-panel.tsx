"use client";

import { LogOut } from "@/components/ui/icons";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Locale, Theme } from "@/lib/messages/locale";
import { useT } from "@/lib/messages/t";
import { ContactLine } from "./contact-line";
import { Preferences } from "./preferences";

/** Who is signed in, their theme, and the server action that ends the session. */
export interface Account {
  email: string;
  theme: Theme;
  signOut: () => Promise<void>;
  /** Keeps the language of mails too; absent where no mails go to. */
  keepLocale?: (locale: Locale) => Promise<void>;
}

/** Who, language, theme, whom to write to, sign out: in the header's menu and under the phone's "more". */
export function AccountPanel({ account }: { account: Account }) {
  const t = useT("nav");
  return (
    <div className="flex flex-col gap-3">
      <p className="min-w-0">
        <span className="block text-muted text-sm">{t("signedInAs")}</span>
        <span className="block truncate font-medium">{account.email}</span>
      </p>
      <Preferences theme={account.theme} onLocale={account.keepLocale} />
      <ContactLine />
      <form action={account.signOut}>
        <SubmitButton tone="plain" className="w-full">
          <LogOut />
          {t("signOut")}
        </SubmitButton>
      </form>
    </div>
  );
}
