import { causeText } from "@/components/format/cause";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { listPostings, type Posting } from "@/lib/contract/admin-users";
import { getT } from "@/lib/messages/server";
import { useT } from "@/lib/messages/t";
import { partHref } from "./part-href";
import { type PartProps, PartTable, pageQuery } from "./part-table";
import { stepOf } from "./step-of";

const ACCOUNTS = ["wallet", "held"] as const;
type Account = (typeof ACCOUNTS)[number];

/** The explained balance: every posting of an account with its cause and the sum after it. */
export async function BalancePart({ userId, cursor, account }: PartProps & { account: Account }) {
  const [t, page] = await Promise.all([
    getT("operatorUsers"),
    read(listPostings, { params: { id: String(userId) }, query: { account, ...pageQuery(cursor) } }),
  ]);
  const columns: Column<Posting>[] = [
    {
      key: "cause",
      head: t("postings.cause"),
      phone: 1,
      cell: (row) => <Cause row={row} type={t(`types.${row.type}`)} />,
    },
    {
      key: "step",
      head: t("postings.step"),
      phone: 3,
      cell: (row) => t(`postings.steps.${stepOf(row, account)}`),
    },
    {
      key: "transaction",
      head: t("postings.transaction"),
      cell: (row) => <span className="font-mono">#{row.transaction_id}</span>,
    },
    { key: "when", head: t("postings.when"), cell: (row) => <Time at={row.created_at} shape="datetime" /> },
    {
      key: "amount",
      head: t("postings.amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.amount_usd} signed mono />,
    },
    {
      key: "sum",
      head: t("postings.sum"),
      align: "right",
      phone: 4,
      cell: (row) => <Money usd={row.sum_usd} mono />,
    },
  ];
  return (
    <PartTable
      userId={userId}
      part="balance"
      caption={t("parts.balance")}
      empty={t("postings.none")}
      page={page}
      rowKey={(row) => row.id}
      columns={columns}
      cursor={cursor}
      filter={account === "held" ? { account } : {}}
    >
      <nav aria-label={t("postings.account")} className="flex gap-2 px-5 pt-3 pb-2 max-md:px-4">
        {ACCOUNTS.map((name) => (
          <Link
            key={name}
            href={partHref(userId, "balance", name === "held" ? { account: name } : {})}
            scroll={false}
            aria-current={name === account ? "page" : undefined}
            className={buttonLook({ size: "small", tone: name === account ? "plain" : "quiet" })}
          >
            {t(`postings.${name}`)}
          </Link>
        ))}
      </nav>
    </PartTable>
  );
}

function Cause({ row, type }: { row: Posting; type: string }) {
  const words = useT("common");
  return (
    <span className="flex min-w-0 flex-col md:py-1">
      <span className="break-words">{causeText(words, row)}</span>
      <span className="text-muted text-xs">
        {type}
        {row.subscription_id ? (
          <>
            {" · "}
            <Link
              href={`/operator/subscriptions/${row.subscription_id}`}
              className="font-mono text-accent underline-offset-2 hover:underline"
            >
              #{row.subscription_id}
            </Link>
          </>
        ) : null}
      </span>
    </span>
  );
}
