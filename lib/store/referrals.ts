import type { Db } from "./db";

/** Who brought a user, unless that one is banned now. */
export async function readReferrer(db: Db, userId: number): Promise<number | null> {
  const [row] = await db.query<{ id: number }>(
    `select r.id from users u join users r on r.id = u.referred_by
      where u.id = $1 and r.id <> u.id and not r.is_banned`,
    [userId],
  );
  return row?.id ?? null;
}

/** Writes down who brought a new user, by the code of the link; a code that nobody has changes nothing. */
export async function writeReferrer(db: Db, userId: number, code: string): Promise<void> {
  await db.query(
    `update users set referred_by = r.id from users r
      where users.id = $1 and users.referred_by is null and r.referral_code = $2 and r.id <> $1`,
    [userId, code],
  );
}

export interface EarningRow {
  deposit_id: number;
  referrer_id: number;
  amount: string;
  reversal_id: number | null;
}

export async function readEarning(db: Db, depositId: number): Promise<EarningRow | null> {
  const [row] = await db.query<EarningRow>(
    "select deposit_id, referrer_id, amount, reversal_id from referral_earnings where deposit_id = $1",
    [depositId],
  );
  return row ?? null;
}

export async function insertEarning(
  db: Db,
  e: { depositId: number; referrerId: number; userId: number; amount: string; transactionId: number },
): Promise<void> {
  await db.query(
    `insert into referral_earnings (deposit_id, referrer_id, user_id, amount, transaction_id)
     values ($1, $2, $3, $4, $5)`,
    [e.depositId, e.referrerId, e.userId, e.amount, e.transactionId],
  );
}

export async function writeEarningsReversal(db: Db, depositId: number, reversalId: number): Promise<void> {
  await db.query("update referral_earnings set reversal_id = $2 where deposit_id = $1", [
    depositId,
    reversalId,
  ]);
}

export interface ReferralStats {
  code: string;
  invited: number;
  paying: number;
  earned: string;
}

/** A user's code, how many joined by it, how many of them have paid, and what that earned. */
export async function readReferralStats(db: Db, userId: number): Promise<ReferralStats | null> {
  const [row] = await db.query<ReferralStats>(
    `select u.referral_code as code, coalesce(t.invited, 0) as invited, coalesce(t.paying, 0) as paying,
            coalesce(t.earned, 0.00)::numeric(14,2) as earned
       from users u left join referral_totals t on t.user_id = u.id where u.id = $1`,
    [userId],
  );
  return row ?? null;
}
