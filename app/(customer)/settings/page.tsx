import type { Metadata } from "next";
import { SettingsCards } from "@/app/_settings/cards";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("settings"))("title") };
}

/** The customer's settings. */
export default async function SettingsPage() {
  await requireCustomer("/settings");
  const t = await getT("settings");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <SettingsCards />
    </>
  );
}
