import type { ReactNode } from "react";
import { NavLink } from "@/components/layout/nav-link";
import { Preferences } from "@/components/layout/preferences";
import { SkipLink, Wordmark } from "@/components/layout/wordmark";
import { Link } from "@/components/ui/link";
import { getT, getTheme } from "@/lib/messages/server";
import { DOCS_PLACES } from "./_parts/places";

const MAIN = "content";

/** The frame of the docs: open to anyone, the same for all. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const [t, theme] = await Promise.all([getT("docs"), getTheme()]);
  return (
    <>
      <SkipLink to={MAIN} />
      <header className="sticky top-0 z-10 border-line border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-[1184px] items-center justify-between gap-4 px-4 md:px-8">
          <Link href="/" className="rounded-control">
            <Wordmark />
          </Link>
          <Link href="/" className="text-muted hover:text-text">
            {t("toShop")}
          </Link>
        </div>
      </header>
      <div className="mx-auto max-w-[1184px] px-4 md:grid md:grid-cols-[184px_minmax(0,1fr)] md:gap-10 md:px-8">
        <nav
          aria-label={t("nav")}
          className="-mx-4 flex gap-1 scroll-fade on-ground overflow-x-auto px-4 py-2 max-md:border-line max-md:border-b md:sticky md:top-14 md:mx-0 md:h-[calc(100dvh-56px)] md:flex-col md:gap-0.5 md:px-0 md:py-8"
        >
          {DOCS_PLACES.map(({ href, label }) => (
            <NavLink
              key={href}
              href={href}
              exact={href === "/docs"}
              className="flex h-9 shrink-0 items-center rounded-control px-2.5 text-muted hover:bg-hover hover:text-text aria-[current]:bg-accent-weak aria-[current]:font-medium aria-[current]:text-accent"
            >
              {t(`places.${label}`)}
            </NavLink>
          ))}
        </nav>
        <main id={MAIN} tabIndex={-1} className="min-w-0 py-6 md:py-8">
          <div className="max-w-[760px]">{children}</div>
          <footer className="mt-16 max-w-72">
            <Preferences theme={theme} />
          </footer>
        </main>
      </div>
    </>
  );
}
