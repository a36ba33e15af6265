/** Auto-renew, expiry, grace and release. */
export const life = "select 1";
