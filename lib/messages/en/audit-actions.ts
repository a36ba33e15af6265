/** What the audit trail and the activity of a subscription tell: each text is found by the code of its act. */
export const auditActions = {
  by: "by {by}",
  renewedByItself: "Subscription renewed by itself",
  credentials: {
    read: "Credentials opened",
    rotate: "Credentials replaced",
  },
  deposit: {
    complete: "Deposit completed",
    create: "Deposit opened",
    fail: "Deposit failed",
    reverse: "Deposit taken back",
  },
  job: {
    retry: "Job tried again by hand",
  },
  key: {
    change: "API key changed",
    create: "API key created",
    revoke: "API key revoked",
    rotate: "API key replaced",
    signing_secret: "New signing secret created",
  },
  pricing: {
    change: "Prices changed",
  },
  stock: {
    import: "Addresses imported",
    return: "Address returned to stock",
    withdraw: "Address withdrawn from sale",
  },
  subscription: {
    auto_renew: "Auto-renew changed",
    buy: "Subscription bought",
    check: "Proxies checked",
    expire: "Subscription expired",
    grant: "Subscription granted",
    label: "Label changed",
    price_announced: "New price announced",
    refund: "Subscription refunded",
    release: "Subscription released",
    renew: "Subscription renewed",
    renewal_failed: "Renewal failed",
    resume: "Subscription resumed",
    suspend: "Subscription suspended",
    traffic: "Traffic added",
  },
  user: {
    ban: "User banned",
    change: "Notes or Telegram id changed",
    sign_out: "User signed out everywhere",
    two_factor_reset: "Two-factor reset",
    unban: "Ban lifted",
    view: "Account viewed as the user",
  },
  wallet: {
    adjust: "Balance adjusted",
  },
} as const;
