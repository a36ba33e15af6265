import { Time } from "@/components/format/time";
import { Card, Facts } from "@/components/ui/card";
import { Badge } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type Column, Table } from "@/components/ui/table";
import type { Health } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { checkBooks } from "./actions";
import { FollowCheck } from "./follow-check";

type Problem = Health["books"]["problems"][number];

/** Whether the books close, since when we know, and the chain that seals the audit trail. */
export async function Books({ books, audit }: Pick<Health, "books" | "audit">) {
  const [t, words] = await Promise.all([getT("operatorHealth"), getT("common")]);
  const columns: Column<Problem>[] = [
    { key: "rule", head: t("rule"), phone: 1, cell: (row) => row.rule },
    { key: "ids", head: t("ids"), phone: 3, cell: (row) => <code>{row.ids.join(", ")}</code> },
  ];
  return (
    <Card
      flush
      title={t("books")}
      action={
        <form action={checkBooks}>
          <SubmitButton tone="plain" size="small">
            {t("checkAgain")}
          </SubmitButton>
        </form>
      }
    >
      <div className="px-5 pb-3 max-md:px-4">
        <span className="flex flex-wrap gap-2">
          <Verdict closes={books.closes} />
          {books.checking ? <Badge tone="muted">{t("checking")}</Badge> : null}
        </span>
        <Facts
          rows={[
            { label: t("checkedAt"), value: books.checked_at ? <Time at={books.checked_at} /> : t("never") },
            { label: t("chain"), value: audit.links },
            { label: t("chainWaiting"), value: audit.waiting },
            {
              label: t("chainHead"),
              value: <code className="break-all font-mono text-xs">{audit.head ?? words("notYet")}</code>,
            },
          ]}
        />
      </div>
      <FollowCheck isRunning={books.checking} />
      {books.problems.length ? (
        <Table caption={t("dontClose")} rows={books.problems} rowKey={(row) => row.rule} columns={columns} />
      ) : null}
    </Card>
  );
}

async function Verdict({ closes }: Pick<Health["books"], "closes">) {
  const t = await getT("operatorHealth");
  if (closes === null) return <Badge tone="muted">{t("notChecked")}</Badge>;
  return <Badge tone={closes ? "good" : "bad"}>{t(closes ? "close" : "dontClose")}</Badge>;
}
