import { CircleUser, Ellipsis, Search } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/classes";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { useT } from "@/lib/messages/t";
import { type Account, AccountPanel } from "./account-panel";
import { NavLink } from "./nav-link";
import { OfflineNotice } from "./offline-notice";
import { CUSTOMER_PLACES, type Place } from "./places";
import { Shortcuts } from "./shortcuts";
import { SkipLink, Wordmark } from "./wordmark";

interface FrameProps {
  account: Account;
  area?: "customer" | "operator";
  places?: readonly Place[];
  /** The `BalanceChip`; operators have none. */
  balance?: ReactNode;
  /** Where the palette searches for what is no page; the text is put after it. */
  searchHref?: string;
  children: ReactNode;
}

const MAIN = "content";

/** Everything around a page: sidebar and header on a desktop, header and bottom bar on a phone. */
export function Frame(props: FrameProps) {
  const { account, area = "customer", places = CUSTOMER_PLACES, balance, children } = props;
  const { searchHref = "/subscriptions?q=" } = props;
  const t = useT("nav");
  const operator = area === "operator";
  return (
    <div data-area={area} className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)] print:block">
      <SkipLink to={MAIN} />
      <Sidebar places={places} operator={operator} />
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
            <Shortcuts
              goals={places.map(({ href, label }) => ({ href, label: t(`places.${label}`) }))}
              searchHref={searchHref}
            />
          </div>
          <div className="ml-auto flex items-center gap-2">
            {balance}
            {operator ? <PhoneSearch href={searchHref} /> : null}
            <Popover
              label={t("account")}
              triggerClass="inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text max-md:hidden"
              panelClass="w-72"
              trigger={<CircleUser aria-hidden="true" strokeWidth={1.5} className="size-5" />}
            >
              <AccountPanel account={account} />
            </Popover>
          </div>
        </header>
        <OfflineNotice />
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
      <BottomBar places={places} account={account} />
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
      <Search aria-hidden="true" strokeWidth={1.5} className="size-5" />
    </Link>
  );
}

function Sidebar({ places, operator }: { places: readonly Place[]; operator: boolean }) {
  const t = useT("nav");
  return (
    <aside className="sticky top-0 h-dvh border-line border-r bg-surface max-md:hidden print:hidden">
      <div
        className={cx(
          "flex h-14 items-center border-line border-b px-5",
          operator && "shadow-[inset_0_2px_0_var(--accent)]",
        )}
      >
        <Wordmark operator={operator} />
      </div>
      <nav aria-label={t("main")} className="flex flex-col gap-0.5 p-3">
        {places.map(({ href, label, icon: Icon }, index) => (
          <NavLink
            key={href}
            href={href}
            exact={index === 0}
            className="flex h-9 items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-hover hover:text-text aria-[current]:bg-accent-weak aria-[current]:font-medium aria-[current]:text-accent"
          >
            <Icon aria-hidden="true" strokeWidth={1.5} className="size-4 shrink-0" />
            {t(`places.${label}`)}
          </NavLink>
        ))}
      </nav>
    </aside>
  );
}

const BAR_ITEM =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 whitespace-nowrap text-[0.6875rem] text-muted leading-4 tracking-tight aria-[current]:font-medium aria-[current]:text-accent";

function BottomBar({ places, account }: { places: readonly Place[]; account: Account }) {
  const t = useT("nav");
  const rest = places.slice(4);
  return (
    <nav
      aria-label={t("main")}
      className="fixed inset-x-0 bottom-0 z-10 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {places.slice(0, 4).map(({ href, label, icon: Icon }, index) => (
        <NavLink key={href} href={href} exact={index === 0} className={BAR_ITEM}>
          <Icon aria-hidden="true" strokeWidth={1.5} className="size-5" />
          {t(`places.${label}`)}
        </NavLink>
      ))}
      <Popover
        label={t("more")}
        side="top"
        triggerClass={BAR_ITEM}
        panelClass="w-72"
        trigger={
          <>
            <Ellipsis aria-hidden="true" strokeWidth={1.5} className="size-5" />
            {t("more")}
          </>
        }
      >
        {rest.length ? (
          <div className="mb-3 flex flex-col border-line border-b pb-3">
            {rest.map(({ href, label, icon: Icon }) => (
              <NavLink
                key={href}
                href={href}
                className="flex h-11 items-center gap-2.5 aria-[current]:text-accent"
              >
                <Icon aria-hidden="true" strokeWidth={1.5} className="size-4" />
                {t(`places.${label}`)}
              </NavLink>
            ))}
          </div>
        ) : null}
        <AccountPanel account={account} />
      </Popover>
    </nav>
  );
}
