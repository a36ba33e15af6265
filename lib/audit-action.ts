/** Every act that the audit trail may hold: its subject, then what was done. A new one needs words in `auditActions`. */
export const AUDIT_ACTIONS = [
  "credentials.read",
  "credentials.rotate",
  "deposit.complete",
  "deposit.create",
  "deposit.fail",
  "deposit.reverse",
  "job.retry",
  "key.change",
  "key.create",
  "key.revoke",
  "key.rotate",
  "key.signing_secret",
  "pricing.change",
  "stock.import",
  "stock.return",
  "stock.withdraw",
  "subscription.auto_renew",
  "subscription.buy",
  "subscription.check",
  "subscription.expire",
  "subscription.grant",
  "subscription.label",
  "subscription.price_announced",
  "subscription.refund",
  "subscription.release",
  "subscription.renew",
  "subscription.renewal_failed",
  "subscription.resume",
  "subscription.suspend",
  "subscription.traffic",
  "user.ban",
  "user.change",
  "user.sign_out",
  "user.two_factor_reset",
  "user.unban",
  "user.view",
  "wallet.adjust",
] as const;

/** What was done, as the API and the audit trail's filter call it: `subscription.buy`. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** False for what another version of the product wrote down. */
export function isAuditAction(code: string): code is AuditAction {
  return AUDIT_ACTIONS.some((action) => action === code);
}
