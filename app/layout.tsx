import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { PaintFirst } from "@/components/layout/paint-first";
import { Announcer } from "@/components/ui/announcer";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getLocale, getT, getTheme } from "@/lib/messages/server";
import "./globals.css";

const sans = localFont({
  src: "../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
});

const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
});

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
    <html
      lang={locale}
      data-theme={theme === "system" ? undefined : theme}
      className={`${sans.variable} ${mono.variable}`}
    >
      <body>
        <PaintFirst />
        <ClientMessages of={["common", "nav", "crash"]}>
          {children}
          <Announcer />
        </ClientMessages>
      </body>
    </html>
  );
}
