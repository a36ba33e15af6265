import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operator"))("title") };
}

/** The operator's overview. */
export default async function OperatorPage() {
  const t = await getT("operator");
  return <PageHead title={t("title")} />;
}
