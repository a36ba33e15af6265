import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { CallFailed, call, read } from "@/lib/client";
import { getUser } from "@/lib/contract/admin-users";
import { getAnyDeposit } from "@/lib/contract/deposits";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Flags } from "../flags";
import { DepositActs } from "./acts";
import { DepositFacts } from "./deposit-facts";

interface PageProps {
  params: Promise<{ tx: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await getT("operatorDeposits"))("number", { id: (await params).tx }) };
}

/** A deposit, whose it is, and what can be decided on it. */
export default async function DepositPage({ params }: PageProps) {
  await requireOperator();
  const [{ tx }, t] = await Promise.all([params, getT("operatorDeposits")]);
  if (!/^[1-9]\d{0,14}$/.test(tx)) notFound();
  const found = await call(getAnyDeposit, { params: { tx } });
  if (!found.ok && found.error.code === "not_found") notFound();
  if (!found.ok) throw new CallFailed(found.error);
  const deposit = found.answer;
  const user = await read(getUser, { params: { id: String(deposit.user_id) } });
  return (
    <ClientMessages of={["operatorDeposits"]}>
      <PageHead
        above={<Link href="/operator/deposits">{t("title")}</Link>}
        title={t("number", { id: tx })}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <Status status={deposit.status} />
            <Flags flags={deposit.flags} />
          </span>
        }
        action={<DepositActs deposit={deposit} user={user} />}
      />
      <DepositFacts deposit={deposit} user={user} />
    </ClientMessages>
  );
}
