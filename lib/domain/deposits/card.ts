import { notFound } from "@/lib/errors";
import { type DepositRow, readDepositByName } from "@/lib/store/deposits";
import type { Context } from "../context";
import { reaches } from "../principal";

/** What a card says: a pending deposit past its end has expired, also before the sweeper came by. */
export function depositStatus(deposit: DepositRow, now: Date): DepositRow["status"] {
  return deposit.status === "pending" && deposit.expires_at <= now ? "expired" : deposit.status;
}

/** A deposit by its provider's name. Throws `not_found` for a missing one and for somebody else's alike. */
export async function findDepositByName(
  ctx: Context,
  provider: string,
  externalId: string,
): Promise<DepositRow> {
  const deposit = await readDepositByName(ctx.db, provider, externalId);
  if (!deposit || !reaches(ctx.principal, deposit.user_id)) throw notFound();
  return deposit;
}
