import { cx } from "@/components/ui/classes";
import { Link } from "@/components/ui/link";
import type { UserDetails } from "@/lib/contract/admin-users";
import { useT } from "@/lib/messages/t";
import { BalancePart } from "./balance";
import { DepositsPart } from "./deposits";
import { KeysPart } from "./keys";
import { PARTS, type Part, partHref } from "./part-href";
import { ReferralsPart } from "./referrals";
import { SessionsPart } from "./sessions";
import { SubscriptionsPart } from "./subscriptions";
import { TimelinePart } from "./timeline";

/** What a part takes from the URL. */
interface PartWish {
  account?: string | undefined;
  cursor?: string | undefined;
}

/** Links to the parts. */
export function PartNav({ userId, part }: { userId: number; part: Part }) {
  const t = useT("operatorUsers");
  return (
    <nav
      aria-label={t("parts.label")}
      className="mb-3 flex gap-4 scroll-fade on-ground overflow-x-auto border-line border-b px-0.5"
    >
      {PARTS.map((name) => (
        <Link
          key={name}
          href={partHref(userId, name)}
          scroll={false}
          aria-current={name === part ? "page" : undefined}
          className={cx(
            "-mb-px inline-flex h-9 items-center whitespace-nowrap border-b-2 font-medium -outline-offset-2 max-md:h-11",
            name === part ? "border-accent text-text" : "border-transparent text-muted hover:text-text",
          )}
        >
          {t(`parts.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The chosen part, which reads only what it shows. */
export function UserPart({ part, user, wish }: { part: Part; user: UserDetails; wish: PartWish }) {
  const { account, cursor } = wish;
  const place = { userId: user.id, cursor };
  switch (part) {
    case "balance":
      return <BalancePart {...place} account={account === "held" ? "held" : "wallet"} />;
    case "subscriptions":
      return <SubscriptionsPart {...place} />;
    case "deposits":
      return <DepositsPart {...place} />;
    case "keys":
      return <KeysPart {...place} />;
    case "sessions":
      return <SessionsPart {...place} />;
    case "referrals":
      return <ReferralsPart {...place} referredBy={user.referred_by} />;
    case "timeline":
      return <TimelinePart {...place} />;
  }
}
