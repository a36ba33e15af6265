import { moneyText } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Ban, CircleDot, Clock, type LineIcon, RefreshCw } from "@/components/ui/icons";
import { Badge, type Tone } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import { machineTime } from "@/lib/clock";
import type { KeyCard } from "@/lib/contract/keys";
import { useLocale, useT } from "@/lib/messages/t";
import { KeyActs } from "./key-acts";

const STATES: Record<KeyCard["status"], [LineIcon, Tone]> = {
  active: [CircleDot, "good"],
  replaced: [RefreshCw, "warn"],
  expired: [Clock, "muted"],
  revoked: [Ban, "muted"],
};

/** The keys, newest first. */
export function KeyList({ keys, meUrl }: { keys: KeyCard[]; meUrl: string }) {
  const t = useT("keys");
  const columns: Column<KeyCard>[] = [
    { key: "key", head: t("columns.key"), phone: 1, cell: (row) => <Name card={row} /> },
    { key: "state", head: t("columns.state"), phone: 2, cell: (row) => <State card={row} /> },
    { key: "limits", head: t("columns.limits"), phone: 3, cell: (row) => <Limits card={row} /> },
    {
      key: "used",
      head: t("columns.used"),
      cell: (row) => (row.last_used_at ? <Time at={row.last_used_at} now={machineTime()} /> : t("neverUsed")),
    },
    {
      key: "acts",
      head: <span className="sr-only">{t("columns.acts")}</span>,
      align: "right",
      phone: 4,
      className: "max-md:col-span-2 max-md:justify-self-stretch!",
      cell: (row) => <KeyActs card={row} meUrl={meUrl} />,
    },
  ];
  return <Table caption={t("list")} rows={keys} rowKey={(row) => row.id} columns={columns} />;
}

function Name({ card }: { card: KeyCard }) {
  const t = useT("keys");
  return (
    <div className="min-w-0 md:py-2">
      <p className="break-words font-medium">{card.name}</p>
      <p className="font-mono text-muted">{card.hint}…</p>
      <p className="text-muted">
        {card.scopes.map((scope) => (
          <span key={scope} title={t(`scopes.${scope}`)} className="mr-2 inline-block whitespace-nowrap">
            {scope}
          </span>
        ))}
      </p>
    </div>
  );
}

function State({ card }: { card: KeyCard }) {
  const t = useT("keys");
  const [Icon, tone] = STATES[card.status];
  return (
    <div className="flex flex-col items-start gap-1 max-md:items-end">
      <Badge tone={tone}>
        <Icon />
        {t(`state.${card.status}`)}
      </Badge>
      {card.status === "replaced" && card.replaced_until ? (
        <span className="text-muted">
          {t("until")} <Time at={card.replaced_until} shape="datetime" />
        </span>
      ) : null}
    </div>
  );
}

function Limits({ card }: { card: KeyCard }) {
  const t = useT("keys");
  const locale = useLocale();
  const cap = card.spend_cap;
  return (
    <div className="min-w-0 text-muted md:py-2">
      <p>
        {card.expires_at ? (
          <>
            {t("expires")} <Time at={card.expires_at} shape="date" />
          </>
        ) : (
          t("neverExpires")
        )}
      </p>
      <p className="break-all">
        {card.allowed_ips.length ? (
          <span className="font-mono">{card.allowed_ips.join(", ")}</span>
        ) : (
          t("anyAddress")
        )}
      </p>
      <p>{t(`signing.${card.signing}`)}</p>
      {cap ? <p>{t(`cap.${cap.period}`, { amount: moneyText(cap.amount_usd, locale) })}</p> : null}
      {cap && card.spent_usd ? (
        <p className="tabular-nums">{t("spent", { amount: moneyText(card.spent_usd, locale) })}</p>
      ) : null}
    </div>
  );
}
