/** Mails: subject, paragraphs and the one button of each. */
export const mail = {
  foot: {
    security: "You get this mail because of your account at Proxydeck.",
    topic: "You can switch such mails off in the settings of your account.",
    contact: "Questions: {contact}",
  },
  confirm: {
    subject: "Confirm your e-mail",
    lead: "Confirm this address to open your account. The link works once, for 24 hours.",
    ignore: "If you did not ask for an account, ignore this mail. Nothing is opened without the link.",
    button: "Confirm e-mail",
  },
  sign_up_again: {
    subject: "You already have an account",
    lead: "Somebody asked to open an account with this address. There is one already: sign in with it. If you forgot the password, ask for a new one on the sign-in page.",
    ignore: "If it was not you, ignore this mail. Nothing was changed.",
    button: "Sign in",
  },
  reset: {
    subject: "Choose a new password",
    lead: "Choose a new password with this link. It works once, for one hour, and signs out every device.",
    ignore: "If you did not ask for it, ignore this mail. Your password stays as it is.",
    button: "Choose a password",
  },
  password_changed: {
    subject: "Your password was changed",
    lead: "The password of your account was changed on {date}. Other devices were signed out.",
    notYou: "If it was not you, set a new password at once and look at your sessions and API keys.",
    button: "Set a new password",
  },
  banned: {
    subject: "Your account is banned",
    lead: "Your account was banned, and its proxies stopped. The reason: {reason}",
    appeal: "Your balance is kept. To appeal, write to [the operator of the site].",
    button: "Open the site",
  },
  unbanned: {
    subject: "Your account is open again",
    lead: "The ban on your account was lifted. You can sign in, and your API keys work again, and so do all proxies whose term has not ended.",
    ended: "Nothing was renewed meanwhile: look at what has ended or ends soon.",
    button: "Sign in",
  },
  two_factor_reset: {
    subject: "Two-factor was turned off",
    lead: "An operator turned two-factor off for your account and signed out every device. The reason: {reason}",
    ignore:
      "Sign in with your password and turn it on again. If you did not ask for this, choose a new password now and write to [the operator of the site].",
    button: "Choose a new password",
  },
  deposit_credited: {
    subject: "{amount} arrived",
    lead: "Your deposit of {amount} is on your balance, which is {balance} now.",
    button: "Open billing",
  },
  renewal_coming: {
    subject: "{name} renews in {days, plural, one {# day} other {# days}}",
    subjectShort: "Top up: {name} renews in {days, plural, one {# day} other {# days}}",
    lead: "{name} renews by itself: {price} are charged on {date}, and its term ends on {end}.",
    after: "Your balance is {balance}. After the renewal it will be {after}.",
    short:
      "Your balance is {balance}: {missing} are missing. Top up before the charge, or the renewal fails and the proxies stop when the term ends.",
    button: "Open the subscription",
    buttonShort: "Top up {missing}",
  },
  renewed: {
    subject: "{name} was renewed",
    lead: "{name} renewed by itself for {price}. It is paid until {date}.",
    after: "Your balance is {balance} now.",
    button: "Open the subscription",
  },
  renewal_failed: {
    subject: "{name} was not renewed",
    lead: "The renewal of {name} costs {price}, your balance is {balance}: {missing} are missing. Nothing was charged.",
    next: "Top up and renew it soon to keep its addresses.",
    button: "Top up {missing}",
  },
  expired: {
    subject: "{name} has ended",
    lead: "{name} ended on {date}. Renew it soon to keep its addresses.",
    button: "Renew",
  },
} as const;
