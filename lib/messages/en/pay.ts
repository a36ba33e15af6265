/** The sandbox's pay page. */
export const pay = {
  title: "Sandbox payment",
  lead: "No money moves here. Choose what the shop is told.",
  payable: "To pay",
  choices: {
    pay: "Pay",
    "pay-late": "Pay late, after the invoice ran out",
    fail: "Let the payment fail",
  },
  again: "The buttons stay, to try what a repeated or late report does.",
  told: {
    pay: "Paid. The shop has been told.",
    "pay-late": "The invoice ran out, and then it was paid. The shop has been told both.",
    fail: "The payment failed. The shop has been told.",
    nobody: "The shop did not hear of it. Try again.",
  },
  back: "Back to the deposit",
} as const;
