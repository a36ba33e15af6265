import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { ImportForm } from "./import-form";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorStock"))("importTitle") };
}

/** A list of proxies becomes stock: pasted or from a file, checked first. */
export default async function ImportPage() {
  await requireOperator();
  const t = await getT("operatorStock");
  return (
    <ClientMessages of={["operatorStock", "errors"]}>
      <PageHead
        above={<Link href="/operator/stock">{t("back")}</Link>}
        title={t("importTitle")}
        lead={t("importLead")}
      />
      <ImportForm />
    </ClientMessages>
  );
}
