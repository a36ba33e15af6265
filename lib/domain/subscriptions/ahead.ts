/** From the contract: auto-renew charges, or tries to, from 24 h before the end of a term. */
export const TRY_AHEAD_DAYS = 1;
