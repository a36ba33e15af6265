import { Bytes } from "@/components/format/bytes";
import { Time } from "@/components/format/time";
import { Card, Facts } from "@/components/ui/card";
import type { Health } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";

/** The outbox of mails. */
export async function MailCard({ mails }: Pick<Health, "mails">) {
  const [t, words] = await Promise.all([getT("operatorHealth"), getT("common")]);
  const oldest = mails.oldest_waiting_at;
  return (
    <Card title={t("mail")}>
      <Facts
        rows={[
          { label: t("mailWaiting"), value: mails.waiting },
          { label: t("mailFailed"), value: mails.failed },
          { label: t("mailOldest"), value: oldest ? <Time at={oldest} /> : words("notYet") },
        ]}
      />
    </Card>
  );
}

/** The proxy server, as far as the database hears of it. */
export async function GatewayCard({ gateway }: Pick<Health, "gateway">) {
  const t = await getT("operatorHealth");
  const at = gateway.last_usage_at;
  return (
    <Card title={t("gateway")}>
      <Facts rows={[{ label: t("lastUsage"), value: at ? <Time at={at} /> : t("never") }]} />
    </Card>
  );
}

/** The database itself. */
export async function DatabaseCard({ database }: Pick<Health, "database">) {
  const t = await getT("operatorHealth");
  return (
    <Card title={t("database")}>
      <Facts
        rows={[
          { label: t("version"), value: database.version },
          { label: t("size"), value: <Bytes bytes={database.size_bytes} /> },
          { label: t("connections"), value: database.connections },
          {
            label: t("migration"),
            value: <code className="break-all font-mono text-xs">{database.migration}</code>,
          },
        ]}
      />
    </Card>
  );
}
