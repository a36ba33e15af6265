/** Signing in and out. */
export const signin = {
  title: "Sign in",
  lead: "Your proxies, your balance, one place.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  wrong: "E-mail or password is wrong.",
  tooMany: "Too many tries. Wait a quarter of an hour and try again.",
  banned:
    "This account is banned: {reason} The balance is kept. Write to the operator of this site to appeal.",
  failed: "Signing in did not work just now. Try again.",
  ended: "Sign in to go on where you were.",
  first: {
    title: "First operator",
    lead: "Choose the e-mail and password of the first operator. The link works once.",
    hint: "At least 12 characters.",
    submit: "Make operator",
    invalid: "This link is not valid any more. Start the product again for a new one.",
    incomplete: "Give an e-mail and a password of at least 12 characters.",
  },
} as const;
