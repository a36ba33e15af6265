import type { Metadata } from "next";
import { SettingsCards } from "@/app/_settings/cards";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("settings"))("title") };
}

/** An operator's own settings. */
export default async function OperatorSettingsPage() {
  await requireOperator();
  const t = await getT("settings");
  return (
    <>
      <PageHead title={t("title")} lead={t("operatorLead")} />
      <SettingsCards />
    </>
  );
}
