import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { causeText } from "@/components/format/cause";
import { PageHead } from "@/components/layout/page-head";
import { Receipt as Slip } from "@/components/marks/receipt";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Lacking } from "@/components/ui/lacking";
import { Link } from "@/components/ui/link";
import { call, isLacking } from "@/lib/client";
import { getReceipt } from "@/lib/contract/users";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { changeOf } from "./change-of";
import { PrintButton } from "./print-button";
import { idsOf, linesOf } from "./slip";
import { Links, SmallPrint } from "./small-print";

type PageProps = { params: Promise<{ transactionId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await getT("receipts"))("title", { id: (await params).transactionId }) };
}

/** One transaction as a slip: what, when, how much, by which postings, and whether it is safe to retry. */
export default async function ReceiptPage({ params }: PageProps) {
  const { transactionId: id } = await params;
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const { remote } = await requireCustomer(`/receipts/${id}`);
  const [t, found] = await Promise.all([getT("receipts"), call(getReceipt, { params: { id } })]);
  if (!found.ok && remote && isLacking(found.status)) return <Lacking what="receipts" />;
  if (!found.ok && found.status === 404) notFound();
  if (!found.ok) return <ErrorPanel failure={found.error} />;
  const receipt = found.answer;
  const [lines, ids, words] = await Promise.all([linesOf(receipt), idsOf(receipt), getT("common")]);
  return (
    <ClientMessages of={["receipts"]}>
      <PageHead
        above={
          <Link href="/billing" className="print:hidden">
            {t("billing")}
          </Link>
        }
        title={t("title", { id })}
        action={<PrintButton />}
      />
      <div className="max-w-xl">
        <Slip
          level={2}
          title={causeText(words, receipt)}
          at={receipt.created_at}
          lines={lines}
          total={{ label: t("total"), usd: changeOf(receipt), signed: true }}
          postings={receipt.postings.map(({ step, account, amount_usd }) => ({
            account: t("posting", { step: t(`steps.${step}`), account: t(`accounts.${account}`) }),
            amount_usd,
          }))}
          ids={ids}
        >
          <SmallPrint receipt={receipt} />
        </Slip>
        <Links receipt={receipt} />
      </div>
    </ClientMessages>
  );
}
