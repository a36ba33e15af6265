/** One subscription. */
export const card = {
  title: "Subscription",
  lead: "Addresses, credentials, renewal.",
} as const;
