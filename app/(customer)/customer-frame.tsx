import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { BalanceChip } from "@/components/layout/balance-chip";
import { Frame } from "@/components/layout/frame";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { call, isLacking } from "@/lib/client";
import { getBalance, listTransactions } from "@/lib/contract/users";
import { getT, getTheme } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { coverageNote } from "../_home/coverage";
import { readRenewals } from "../_home/read-overview";
import { keepLocale, signOut } from "./actions";
import { NotServed } from "./not-served";

/**
 * The frame of every customer page, with the balance as it is now. Operators have an area of their own. Whoever is
 * signed out gets no frame: the page itself sends them to sign in, as it knows where they come back to.
 */
export async function CustomerFrame({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return children;
  if (session.role === "operator") redirect("/operator");
  const [theme, t, balance, last, coverage] = await Promise.all([
    getTheme(),
    getT("billing"),
    call(getBalance, { params: { user_id: String(session.userId) } }),
    call(listTransactions, { query: { limit: "5" } }),
    readRenewals(session.userId).then(coverageNote),
  ]);
  const account = { email: session.email ?? `#${session.userId}`, theme, signOut, keepLocale };
  if (!balance.ok && !isLacking(balance.status)) {
    return (
      <Frame account={account}>
        <NotServed failure={balance.error} />
      </Frame>
    );
  }
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
            <div className="mt-3 flex items-center justify-between gap-3">
              <Link href="/billing" className="py-1 text-accent text-sm hover:underline">
                {t("all")}
              </Link>
              <ButtonLink href="/billing#top-up" tone="primary" size="small">
                {t("topUp.title")}
              </ButtonLink>
            </div>
          </BalanceChip>
        ) : null
      }
    >
      {children}
    </Frame>
  );
}
