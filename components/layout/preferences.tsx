"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { cx } from "@/components/ui/classes";
import { LOCALE_COOKIE, LOCALES, type Locale, THEME_COOKIE, THEMES, type Theme } from "@/lib/messages/locale";
import { useLocale, useT } from "@/lib/messages/t";

const LANGUAGE_NAMES = { en: "English", ru: "Русский" } as const;

interface PreferencesProps {
  theme: Theme;
  /** Beside one another where there is room. */
  inline?: boolean;
  /** Told of a new language, for what is kept on the server too. */
  onLocale?: ((locale: Locale) => Promise<void>) | undefined;
}

/** Language and theme, each one click, kept in cookies for a year. */
export function Preferences({ theme: initial, inline, onLocale }: PreferencesProps) {
  const t = useT("nav");
  const locale = useLocale();
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [theme, setTheme] = useState(initial);
  const chooseTheme = (next: Theme) => {
    setTheme(next);
    remember(THEME_COOKIE, next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <div className={cx("flex flex-col gap-3", inline && "md:flex-row md:gap-6 md:[&>fieldset]:w-64")}>
      <Choice
        label={t("language")}
        options={LOCALES.map((value) => ({
          value,
          text: <LanguageName of={value} isRead={value === locale} />,
        }))}
        chosen={locale}
        onChoose={(next) => {
          remember(LOCALE_COOKIE, next);
          startTransition(async () => {
            await onLocale?.(next).catch(() => undefined);
            router.refresh();
          });
        }}
      />
      <Choice
        label={t("theme")}
        options={THEMES.map((value) => ({ value, text: t(`themes.${value}`) }))}
        chosen={theme}
        onChoose={chooseTheme}
      />
    </div>
  );
}

/** A language by its own name, in the device's letters where the page has none of that language: one word is no font. */
function LanguageName({ of, isRead }: { of: Locale; isRead: boolean }) {
  return (
    <span lang={of} className={cx(!isRead && of === "ru" && "font-[system-ui,sans-serif]")}>
      {LANGUAGE_NAMES[of]}
    </span>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  options: { value: Value; text: ReactNode }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-muted text-sm">{label}</legend>
      <div className="flex gap-1 rounded-control bg-hover p-0.5">
        {options.map(({ value, text }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            onClick={() => onChoose(value)}
            className={cx(
              "h-7 grow rounded-[5px] px-2 text-sm max-md:h-9",
              value === chosen
                ? "bg-raised font-medium outline outline-strong"
                : "text-muted hover:text-text",
            )}
          >
            {text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
