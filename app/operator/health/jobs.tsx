import { ActDialog } from "@/components/form/act-dialog";
import { Time } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Health, Job } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { retry } from "./actions";

/** Jobs that fail, each to try again at once. */
export async function Jobs({ jobs }: { jobs: Health["jobs"] }) {
  const t = await getT("operatorHealth");
  const columns: Column<Job>[] = [
    { key: "kind", head: t("kind"), phone: 1, cell: (row) => <code className="font-mono">{row.kind}</code> },
    { key: "subject", head: t("subject"), cell: (row) => `#${row.subject_id}` },
    { key: "attempts", head: t("attempts"), align: "right", cell: (row) => row.attempts },
    {
      key: "error",
      head: t("lastError"),
      phone: 3,
      cell: (row) => <span className="break-words">{row.last_error}</span>,
    },
    { key: "next", head: t("nextTry"), phone: 2, cell: (row) => <Time at={row.run_at} /> },
    { key: "acts", head: t("acts"), align: "right", phone: 4, cell: (row) => <Retry job={row} /> },
  ];
  return (
    <Card
      flush
      title={t("jobs")}
      action={
        <span className="flex gap-2">
          <Badge>{`${t("waiting")}: ${jobs.waiting}`}</Badge>
          <Badge tone={jobs.failing ? "bad" : "muted"}>{`${t("failing")}: ${jobs.failing}`}</Badge>
        </span>
      }
    >
      {jobs.items.length ? (
        <Table caption={t("jobs")} rows={jobs.items} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <p className="px-5 pt-1 pb-4 text-muted max-md:px-4">{t("noFailing")}</p>
      )}
    </Card>
  );
}

async function Retry({ job }: { job: Job }) {
  const t = await getT("operatorHealth");
  return (
    <ActDialog
      size="small"
      trigger={t("retry")}
      title={t("retryTitle", { kind: job.kind, subject: `#${job.subject_id}` })}
      description={t("retryEffect")}
      submit={t("retry")}
      act={retry}
    >
      <input type="hidden" name="id" value={job.id} />
    </ActDialog>
  );
}
