import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Arrived } from "@/components/layout/arrived";
import { BeforeReact } from "@/components/layout/before-react";
import { Announcer } from "@/components/ui/announcer";
import { FONT_CLASSES } from "@/components/ui/fonts";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getLocale, getT, getTheme } from "@/lib/messages/server";
import "./globals.css";

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1110" },
  ],
};

/** Page titles read "Catalog · Proxydeck". */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getT("common");
  return { title: { default: t("product"), template: `%s · ${t("product")}` } };
}

/** Language and theme are read from cookies here, so that the first byte already has both. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme] = await Promise.all([getLocale(), getTheme()]);
  return (
    <html lang={locale} data-theme={theme === "system" ? undefined : theme} className={FONT_CLASSES}>
      <body>
        <BeforeReact />
        <ClientMessages of={["common", "nav", "crash"]}>
          {children}
          <Announcer />
          <Arrived />
        </ClientMessages>
      </body>
    </html>
  );
}
