import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { moneyText } from "@/components/format/money";
import { PageHead } from "@/components/layout/page-head";
import { Card } from "@/components/ui/card";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { WithContact } from "@/components/ui/with-contact";
import { nameContact, supportContact } from "@/lib/contact";
import type { SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getLocale, getT } from "@/lib/messages/server";
import { requireCustomer, safeNext } from "@/lib/session/current";
import { FollowDeposit } from "./follow-deposit";
import { Invoice } from "./invoice";
import { type DepositParams, readDeposit } from "./read-deposit";
import { toldOf } from "./told";
import { WhatToDo } from "./what-to-do";

interface PageProps {
  params: Promise<DepositParams>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("deposits"))("details"), referrer: "strict-origin" };
}

/** One deposit: what is to be paid and how, and live how it stands. */
export default async function DepositPage({ params, searchParams }: PageProps) {
  const named = await params;
  const here = `/deposits/${named.provider}/${named.externalId}`;
  await requireCustomer(here);
  const [t, locale, found, { next }] = await Promise.all([
    getT("deposits"),
    getLocale(),
    readDeposit(named),
    searchParams,
  ]);
  if (!found.ok && [400, 404].includes(found.status)) notFound();
  if (!found.ok) return <ErrorPanel failure={found.error} />;
  const deposit = found.answer;
  const told = toldOf(deposit);
  const text = t(`told.${told}`, {
    amount: moneyText(deposit.received_usd ?? deposit.amount_usd, locale),
  });
  return (
    <ClientMessages of={["deposits"]}>
      <PageHead
        above={<Link href="/billing/deposits">{t("billing")}</Link>}
        title={t("title", { amount: moneyText(deposit.amount_usd, locale) })}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <Card
          title={<Status status={deposit.status} word={t(`status.${deposit.status}`)} />}
          action={
            <FollowDeposit
              status={deposit.status}
              statusHref={`${here}/status`}
              told={nameContact(text, supportContact())}
            />
          }
        >
          <p className="mb-4">
            <WithContact text={text} />
          </p>
          <WhatToDo deposit={deposit} next={safeNext(next)} />
        </Card>
        <Invoice deposit={deposit} />
      </div>
    </ClientMessages>
  );
}
