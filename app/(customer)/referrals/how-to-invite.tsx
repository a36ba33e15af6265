import { Card, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Lacking } from "@/components/ui/lacking";
import type { Referrals } from "@/lib/contract/deposits";
import { getT } from "@/lib/messages/server";

/** The link, its code, and what comes of giving it to someone. */
export async function HowToInvite({ mine }: { mine: Referrals }) {
  const t = await getT("referrals");
  if (!mine.link)
    return (
      <Card title={t("link")}>
        <Lacking what="referralLink" />
      </Card>
    );
  const code = (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono">{mine.code}</code>
      <CopyButton text={mine.code} what={t("codeName")} />
    </span>
  );
  return (
    <Card title={t("link")}>
      <p className="flex items-center justify-between gap-3 rounded-control border border-line bg-ground px-3 py-2">
        <code className="min-w-0 select-all break-all font-mono text-sm">{mine.link}</code>
        <CopyButton text={mine.link} what={t("linkName")} word />
      </p>
      <Facts rows={[{ label: t("code"), value: code }]} />
      <h3 className="mt-3 font-medium">{t("how.title")}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-muted">
        <li>{t("how.join")}</li>
        <li>{t("how.pay", { rate: String(mine.rate_percent) })}</li>
        <li>{t("how.back")}</li>
      </ul>
    </Card>
  );
}
