import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Ban } from "@/components/ui/icons";
import { Badge } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { UserCard } from "@/lib/contract/admin";
import { useT } from "@/lib/messages/t";

interface UserTableProps {
  caption: string;
  rows: readonly UserCard[];
}

/** Users as rows that lead to their cards. */
export function UserTable({ caption, rows }: UserTableProps) {
  const t = useT("operatorUsers");
  const columns: Column<UserCard>[] = [
    {
      key: "user",
      head: t("user"),
      phone: 1,
      cell: (user) => (
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-medium">{nameOf(user)}</span>
          <span className="font-mono text-muted text-xs">#{user.id}</span>
        </span>
      ),
    },
    { key: "role", head: t("role"), cell: (user) => t(`roles.${user.role}`) },
    { key: "state", head: t("state"), phone: 3, cell: (user) => <State user={user} /> },
    { key: "joined", head: t("joined"), phone: 4, cell: (user) => <Time at={user.created_at} /> },
    { key: "held", head: t("held"), align: "right", cell: (user) => <Money usd={user.held_usd} mono /> },
    {
      key: "balance",
      head: t("balance"),
      align: "right",
      phone: 2,
      cell: (user) => <Money usd={user.balance_usd} mono />,
    },
  ];
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(user) => user.id}
      columns={columns}
      link={(user) => ({ href: `/operator/users/${user.id}`, name: nameOf(user) })}
    />
  );
}

function State({ user }: { user: UserCard }) {
  const t = useT("operatorUsers");
  if (!user.is_banned) return <span className="text-muted">{t("inOrder")}</span>;
  return (
    <Badge tone="bad">
      <Ban />
      {t("isBanned")}
    </Badge>
  );
}

/** How a user is called: by e-mail, else by number. */
export function nameOf(user: { id: number; email: string | null }): string {
  return user.email ?? `#${user.id}`;
}
