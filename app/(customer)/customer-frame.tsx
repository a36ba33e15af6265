import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { BalanceChip } from "@/components/layout/balance-chip";
import { Frame } from "@/components/layout/frame";
import { Link } from "@/components/ui/link";
import { CallFailed, call, isLacking } from "@/lib/client";
import { getBalance, listTransactions } from "@/lib/contract/users";
import { getT, getTheme } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { coverageNote } from "../_home/coverage";
import { readRenewals } from "../_home/read-overview";
import { signOut } from "./actions";
import { ApiDown } from "./api-down";

/** The frame of every customer page, with the balance as it is now. Operators have an area of their own. */
export async function CustomerFrame({ children }: { children: ReactNode }) {
  const session = await requireCustomer();
  if (session.role === "operator") redirect("/operator");
  const [theme, t, balance, last, coverage] = await Promise.all([
    getTheme(),
    getT("billing"),
    call(getBalance, { params: { user_id: String(session.userId) } }),
    call(listTransactions, { query: { limit: "5" } }),
    readRenewals(session.userId).then(coverageNote),
  ]);
  const account = { email: session.email ?? `#${session.userId}`, theme, signOut };
  if (!balance.ok && balance.error.code === "unavailable") {
    return (
      <Frame account={account}>
        <ApiDown requestId={balance.error.request_id} />
      </Frame>
    );
  }
  for (const answer of [balance, last])
    if (!answer.ok && !isLacking(answer.status)) throw new CallFailed(answer.error);
  return (
    <Frame
      account={account}
      balance={
        balance.ok ? (
          <BalanceChip usd={balance.answer.balance_usd} {...(coverage ? { coverage } : {})}>
            <p className="mb-2 text-muted text-sm">{t("last")}</p>
            <ul className="flex flex-col gap-2">
              {(last.ok ? last.answer.items : []).map((item) => (
                <li key={item.id} className="flex justify-between gap-4 text-sm">
                  <span className="min-w-0 truncate">{item.description}</span>
                  <Money usd={item.amount_usd} signed mono />
                </li>
              ))}
            </ul>
            <Link href="/billing" className="mt-3 block text-accent text-sm">
              {t("all")}
            </Link>
          </BalanceChip>
        ) : null
      }
    >
      {children}
    </Frame>
  );
}
