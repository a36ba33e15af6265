"use server";

import { redirect } from "next/navigation";
import type { LastTransaction } from "@/components/layout/balance-chip";
import { call } from "@/lib/client";
import { listTransactions } from "@/lib/contract/users";
import { endCurrentSession } from "@/lib/session/current";

/** Ends the session and its key. */
export async function signOut(): Promise<void> {
  await endCurrentSession();
  redirect("/sign-in");
}

/** The five latest transactions, for the balance in the header; `null` when they can't be had. */
export async function readLast(): Promise<LastTransaction[] | null> {
  const result = await call(listTransactions, { query: { limit: "5" } });
  if (!result.ok) return null;
  return result.answer.items.map(({ id, type, status, description, amount_usd }) => ({
    id,
    status,
    type,
    description,
    amount_usd,
  }));
}
