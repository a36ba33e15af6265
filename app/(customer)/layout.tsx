import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { keepLocale } from "@/app/_settings/actions";
import { BalanceChip } from "@/components/layout/balance-chip";
import { Frame } from "@/components/layout/frame";
import { call, isLacking } from "@/lib/client";
import { getBalance } from "@/lib/contract/users";
import { getTheme } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { coverageNote } from "./_home/coverage";
import { readRenewals } from "./_home/read-overview";
import { readLast, signOut } from "./actions";
import { NotServed } from "./not-served";

/**
 * The frame of every customer page, with the balance as it is now. Operators have an area of their own. Whoever is
 * signed out gets no frame: the page itself sends them to sign in, as it knows where they come back to.
 */
export default async function CustomerLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return children;
  if (session.role === "operator") redirect("/operator");
  const [theme, balance, coverage] = await Promise.all([
    getTheme(),
    call(getBalance, { params: { user_id: String(session.userId) } }),
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
          <BalanceChip
            usd={balance.answer.balance_usd}
            readLast={readLast}
            {...(coverage ? { coverage } : {})}
          />
        ) : null
      }
    >
      {children}
    </Frame>
  );
}
