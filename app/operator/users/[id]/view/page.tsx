import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Money } from "@/components/format/money";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card, Figure } from "@/components/ui/card";
import { Eye } from "@/components/ui/icons";
import { CallFailed, call } from "@/lib/client";
import { viewAsUser } from "@/lib/contract/admin-users";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { nameOf } from "../../user-table";
import { ViewedSubscriptions, ViewedTransactions } from "./tables";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await getT("operatorUsers"))("view.title", { who: `#${(await params).id}` }) };
}

/** A user's account as the user sees it: read-only, under a banner, in the audit trail, without a secret. */
export default async function ViewPage({ params }: PageProps) {
  await requireOperator();
  const [{ id }, t] = await Promise.all([params, getT("operatorUsers")]);
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const found = await call(viewAsUser, { params: { id } });
  if (!found.ok && found.error.code === "not_found") notFound();
  if (!found.ok) throw new CallFailed(found.error);
  const { user, subscriptions, transactions } = found.answer;
  const who = nameOf(user);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-card border border-accent bg-accent-weak px-4 py-3">
        <p className="flex min-w-0 items-start gap-3">
          <Eye className="mt-0.5 size-4 shrink-0 text-accent" />
          <span className="min-w-0 break-words">{t("view.banner", { who })}</span>
        </p>
        <ButtonLink href={`/operator/users/${user.id}`} size="small">
          {t("view.leave")}
        </ButtonLink>
      </div>
      <PageHead title={<span className="break-all">{t("view.title", { who })}</span>} />
      <div className="flex flex-col gap-6">
        <Card>
          <Figure label={t("view.balance")}>
            <Money usd={user.balance_usd} />
          </Figure>
        </Card>
        <ViewedSubscriptions rows={subscriptions} />
        <ViewedTransactions rows={transactions} />
      </div>
    </>
  );
}
