/** Balance and transactions. */
export const billing = {
  title: "Billing",
  lead: "Every amount that moved your balance.",
  balance: "Balance",
  held: "Set aside for orders under way: {amount}",
  transactions: "Transactions",
  date: "Date",
  what: "What",
  type: "Kind",
  status: "Status",
  amount: "Amount",
  after: "Balance after",
  empty: "No money has moved yet.",
  last: "Last transactions",
  all: "All transactions",
  number: "Transaction {id}",
  topUp: "Top up",
  topUpHow:
    "To top up, write to the operator of this site and name customer {id}. What arrives is on your balance at once.",
  topUpAmount:
    "To top up {amount}, write to the operator of this site and name customer {id}. What arrives is on your balance at once.",
  back: "Back to where you were",
  types: {
    deposit: "Deposit",
    purchase: "Purchase",
    renewal: "Renewal",
    refund: "Refund",
    referral: "Referral",
    adjustment: "Adjustment",
  },
} as const;
