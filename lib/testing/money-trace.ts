import type { Db } from "@/lib/store/db";

/** All that money does leaves a trace here. */
export async function moneyTrace(db: Db): Promise<string> {
  const [row] = await db.query<{ trace: string }>(
    `select concat_ws(' ', (select max(id) from postings), (select max(id) from transactions), (select max(id) from orders),
       (select max(id) from deposits), (select sum(balance) from wallets), (select sum(held) from wallets)) as trace`,
  );
  return row?.trace ?? "";
}
