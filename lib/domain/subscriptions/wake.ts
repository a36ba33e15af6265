import type { Db } from "@/lib/store/db";
import { hurryRenewals } from "@/lib/store/renewals";

/**
 * Tries a user's automatic renewals that lacked money again, at once when the caller's transaction commits. To be
 * called wherever money comes in, after its postings: they lock the wallet, so a renewal that is being tried on the old
 * balance has either been noted by then or sees the new one.
 */
export function wakeRenewals(db: Db, userId: number): Promise<void> {
  return hurryRenewals(db, userId);
}
