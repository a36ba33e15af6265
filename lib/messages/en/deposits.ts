/** One deposit: how to pay it, and how it stands. */
export const deposits = {
  title: "Top up {amount}",
  billing: "Billing",
  details: "Invoice",
  amount: "On your balance",
  fee: "Fee",
  payable: "You pay",
  received: "Credited",
  provider: "Paid by",
  invoice: "Invoice number",
  opened: "Opened",
  expires: "Pay until",
  following: "This page follows the payment.",
  pay: "Pay {amount}",
  newTab: "Opens in a new tab. Keep this page: it says when the money is here.",
  how: "How to pay",
  instructions: "instructions",
  sandboxHow: "Sandbox: nothing has to be sent. An operator marks the deposit as completed.",
  reference: "Payment reference",
  byHand: "The operator confirms what arrives by hand. You can close this page and come back.",
  again: "Open a new invoice",
  back: "Back to where you were",
  shop: "Go to the catalog",
  receipt: "Receipt",
  status: {
    pending: "Waiting for payment",
    completed: "Credited",
    failed: "Failed",
    expired: "Expired",
  },
  told: {
    pending: "Pay as said here. The money is on your balance as soon as the payment is confirmed.",
    completed: "{amount} is on your balance.",
    late: "The payment came after the invoice had expired. {amount} was credited all the same.",
    failed:
      "The payment did not go through, and your balance was not changed. Open a new invoice to try again. If you have paid, write to [the operator of this site].",
    reversed:
      "The payment was taken back, and {amount} with it. Write to [the operator of this site] if that is a surprise.",
    expired:
      "The invoice has expired unpaid. If you have paid already, wait: a late payment is still credited. If not, open a new invoice.",
  },
} as const;
