import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Card, Facts } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import type { UserCard } from "@/lib/contract/admin";
import { listUsers } from "@/lib/contract/admin-users";
import { getReferrals } from "@/lib/contract/deposits";
import { getT } from "@/lib/messages/server";
import { nameOf } from "../user-table";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** Who invited a user, whom they invited, and what that earned. */
export async function ReferralsPart(props: PartProps & { referredBy: number | null }) {
  const { userId, cursor, referredBy } = props;
  const [t, stats, page] = await Promise.all([
    getT("operatorUsers"),
    read(getReferrals, { query: { user_id: String(userId) } }),
    read(listUsers, { query: { referred_by: String(userId), ...pageQuery(cursor) } }),
  ]);
  const columns: Column<UserCard>[] = [
    {
      key: "user",
      head: t("user"),
      phone: 1,
      cell: (user) => <span className="break-all">{nameOf(user)}</span>,
    },
    { key: "joined", head: t("joined"), phone: 3, cell: (user) => <Time at={user.created_at} /> },
    {
      key: "balance",
      head: t("balance"),
      align: "right",
      phone: 2,
      cell: (user) => <Money usd={user.balance_usd} mono />,
    },
  ];
  const host = referredBy ? (
    <Link href={`/operator/users/${referredBy}`} className="font-mono text-accent">
      #{referredBy}
    </Link>
  ) : (
    t("referral.nobody")
  );
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <Facts
          rows={[
            { key: "by", label: t("referral.by"), value: host },
            { key: "invited", label: t("referral.invited"), value: stats.invited },
            { key: "paying", label: t("referral.paying"), value: stats.paying },
            { key: "earned", label: t("referral.earned"), value: <Money usd={stats.earned_usd} mono /> },
          ]}
        />
      </Card>
      <PartTable
        userId={userId}
        part="referrals"
        caption={t("referral.list")}
        empty={t("referral.none")}
        page={page}
        rowKey={(user) => user.id}
        columns={columns}
        link={(user) => ({ href: `/operator/users/${user.id}`, name: nameOf(user) })}
        cursor={cursor}
      />
    </div>
  );
}
