/** The page for people who are not signed in. */
export const landing = {
  title: "Proxies that work when you paste them",
  lead: "Static ISP and datacenter IPs for 30 days, paid from a prepaid balance, by hand or by API.",
  signIn: "Sign in",
  start: "Sign in to buy",
  apiTitle: "The same purchase, by API",
  apiLead: "One call, one charge: a repeat with the same key returns the same order.",
  curl: "the curl call",
  receiptHeading: "A purchase and its price",
  receiptTitle: "Example receipt",
  receiptItem: "5 × ISP, United States",
  receiptUnit: "Price per IP",
  receiptTerm: "Term",
  receiptTotal: "Total",
  points: {
    once: "Charged once",
    onceText: "A double click, a retry, a lost answer: still one purchase.",
    paste: "Ready to paste",
    pasteText: "HTTP and SOCKS5 on every address, in the format that your tool reads.",
    stays: "Your IP stays",
    staysText: "A renewal keeps the same addresses. Auto-renew tells its date and price first.",
  },
} as const;
