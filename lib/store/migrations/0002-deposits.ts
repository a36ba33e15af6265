/** Payment deposits, referrals, debts. */
export const deposits = "select 1";
