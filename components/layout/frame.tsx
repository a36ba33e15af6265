import type { ReactNode } from "react";
import { cx } from "@/components/ui/classes";
import { Search } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { useT } from "@/lib/messages/t";
import type { Account } from "./account-panel";
import { AccountMenu, BottomBar, Sidebar } from "./navigation";
import { OfflineNotice } from "./offline-notice";
import type { Area } from "./places";
import { RowTimes } from "./row-times";
import { Shortcuts } from "./shortcuts";
import { SkipLink, Wordmark } from "./wordmark";

interface FrameProps {
  account: Account;
  area?: Area;
  /** The `BalanceChip`; operators have none. */
  balance?: ReactNode;
  /** Where the palette searches for what is no page; the text is put after it. */
  searchHref?: string;
  children: ReactNode;
}

const MAIN = "content";

/** Everything around a page: sidebar and header on a desktop, header and bottom bar on a phone. */
export function Frame(props: FrameProps) {
  const { account, area = "customer", balance, children } = props;
  const { searchHref = "/subscriptions?q=" } = props;
  const t = useT("nav");
  const operator = area === "operator";
  return (
    <div data-area={area} className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)] print:block">
      <SkipLink to={MAIN} />
      <Sidebar area={area} />
      <div className="flex min-w-0 flex-col">
        <header
          className={cx(
            "sticky top-0 z-10 flex h-14 items-center gap-3 border-line border-b bg-surface px-4 md:px-8 print:hidden",
            operator && "shadow-[inset_0_2px_0_var(--accent)]",
          )}
        >
          <div className="md:hidden">
            <Wordmark operator={operator} />
          </div>
          <div className="min-w-0 grow max-md:hidden">
            <Shortcuts area={area} searchHref={searchHref} />
          </div>
          <div className="ml-auto flex items-center gap-2">
            {balance}
            {operator ? <PhoneSearch href={searchHref} /> : null}
            <AccountMenu account={account} />
          </div>
        </header>
        <OfflineNotice />
        <RowTimes />
        <main
          id={MAIN}
          tabIndex={-1}
          className="mx-auto w-full max-w-[1184px] grow px-4 py-6 max-md:pb-28 md:px-8 md:py-8"
        >
          <noscript>
            <p className="mb-6 rounded-card border border-line bg-surface px-4 py-3">{t("noScript")}</p>
          </noscript>
          {children}
        </main>
      </div>
      <BottomBar area={area} account={account} />
    </div>
  );
}

/** A phone has no palette; it goes to the page that searches. */
function PhoneSearch({ href }: { href: string }) {
  const t = useT("nav");
  return (
    <Link
      href={href.split("?")[0] ?? href}
      aria-label={t("search")}
      className="inline-flex size-11 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text md:hidden"
    >
      <Search className="size-5" />
    </Link>
  );
}
