"use client";

import { cx } from "@/components/ui/classes";
import { CircleUser, Ellipsis } from "@/components/ui/icons";
import { Popover } from "@/components/ui/popover";
import { useT } from "@/lib/messages/t";
import { type Account, AccountPanel } from "./account-panel";
import { NavLink } from "./nav-link";
import { type Area, PLACES } from "./places";
import { Wordmark } from "./wordmark";

/** The pages of an area beside a desktop's page. */
export function Sidebar({ area }: { area: Area }) {
  const t = useT("nav");
  const operator = area === "operator";
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
        {PLACES[area].map(({ href, label, icon: Icon }, index) => (
          <NavLink
            key={href}
            href={href}
            exact={index === 0}
            className="flex h-9 items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-hover hover:text-text aria-[current]:bg-accent-weak aria-[current]:font-medium aria-[current]:text-accent"
          >
            <Icon className="size-4 shrink-0" />
            {t(`places.${label}`)}
          </NavLink>
        ))}
      </nav>
    </aside>
  );
}

const BAR_ITEM =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 whitespace-nowrap text-[0.6875rem] text-muted leading-4 tracking-tight aria-[current]:font-medium aria-[current]:text-accent";

/** The first four pages of an area under a phone's page; the others and the account under "more". */
export function BottomBar({ area, account }: { area: Area; account: Account }) {
  const t = useT("nav");
  return (
    <nav
      aria-label={t("main")}
      className="fixed inset-x-0 bottom-0 z-10 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {PLACES[area].slice(0, 4).map(({ href, label, icon: Icon }, index) => (
        <NavLink key={href} href={href} exact={index === 0} className={BAR_ITEM}>
          <Icon className="size-5" />
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
            <Ellipsis className="size-5" />
            {t("more")}
          </>
        }
        later={<AccountPanel account={account} />}
      >
        <div className="mb-3 flex flex-col border-line border-b pb-3">
          {PLACES[area].slice(4).map(({ href, label, icon: Icon }) => (
            <NavLink
              key={href}
              href={href}
              className="flex h-11 items-center gap-2.5 aria-[current]:text-accent"
            >
              <Icon className="size-4" />
              {t(`places.${label}`)}
            </NavLink>
          ))}
        </div>
      </Popover>
    </nav>
  );
}

/** The account in a desktop's header. */
export function AccountMenu({ account }: { account: Account }) {
  const t = useT("nav");
  return (
    <Popover
      label={t("account")}
      triggerClass="inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text max-md:hidden"
      panelClass="w-72"
      trigger={<CircleUser className="size-5" />}
      later={<AccountPanel account={account} />}
    />
  );
}
