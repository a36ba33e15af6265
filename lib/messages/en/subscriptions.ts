/** The list of subscriptions. */
export const subscriptions = {
  title: "Subscriptions",
  lead: "Everything you rent, by what ends first.",
} as const;
