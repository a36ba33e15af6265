import { Time } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { type Column, Table } from "@/components/ui/table";
import { useT } from "@/lib/messages/t";
import type { Settings } from "@/lib/session/settings";
import { endOthers, endSession } from "./actions";
import { deviceOf } from "./device";

type Session = Settings["sessions"][number];

/** Where the user is signed in, each with its end. */
export function Sessions({ sessions }: { sessions: Session[] }) {
  const t = useT("settings");
  const columns: Column<Session>[] = [
    { key: "device", head: t("sessions.device"), phone: 1, cell: (row) => <Device session={row} /> },
    {
      key: "created",
      head: t("sessions.created"),
      phone: 3,
      cell: (row) => <Time at={row.createdAt.toISOString()} shape="datetime" />,
    },
    {
      key: "seen",
      head: t("sessions.seen"),
      phone: 4,
      cell: (row) => <Time at={row.lastSeenAt.toISOString()} />,
    },
    {
      key: "actions",
      head: <span className="sr-only">{t("sessions.actions")}</span>,
      align: "right",
      phone: 2,
      cell: (row) => (row.isThis ? <Badge tone="good">{t("sessions.this")}</Badge> : <End session={row} />),
    },
  ];
  return (
    <Card
      flush
      title={t("sessions.title")}
      action={
        sessions.length > 1 ? (
          <form action={endOthers}>
            <SubmitButton tone="plain" size="small">
              {t("sessions.endOthers")}
            </SubmitButton>
          </form>
        ) : null
      }
    >
      <Table caption={t("sessions.caption")} rows={sessions} rowKey={(row) => row.handle} columns={columns} />
    </Card>
  );
}

function Device({ session }: { session: Session }) {
  const t = useT("settings");
  return (
    <span title={session.userAgent ?? undefined}>
      {nameOf(session, t)}
      {session.keyName ? (
        <span className="block text-muted text-sm">{t("sessions.byKey", { name: session.keyName })}</span>
      ) : null}
    </span>
  );
}

function End({ session }: { session: Session }) {
  const t = useT("settings");
  return (
    <form action={endSession}>
      <input type="hidden" name="handle" value={session.handle} />
      <SubmitButton
        tone="plain"
        size="small"
        aria-label={t("sessions.endOf", { device: nameOf(session, t) })}
      >
        {t("sessions.end")}
      </SubmitButton>
    </form>
  );
}

function nameOf(session: Session, t: ReturnType<typeof useT<"settings">>): string {
  const { browser, system } = deviceOf(session.userAgent);
  if (browser && system) return t("sessions.on", { browser, system });
  return browser ?? system ?? t("sessions.unknown");
}
