/** The customer's first page. */
export const overview = {
  title: "Overview",
  lead: "What you have, and what it will cost.",
  buy: "Buy proxies",
  balance: "Balance",
  held: "{amount} more is set aside for orders under way",
  topUp: "Top up",
  activeIps: "Active IPs",
  inSubscriptions: "in {count, plural, one {# subscription} other {# subscriptions}}",
  atLeast: "the newest {count, number} subscriptions",
  spendMonth: "Spent in {month}",
  spendBefore: "{amount} in {month}",
  next: "What expires next",
  allSubscriptions: "All subscriptions",
  nothing: "No proxies yet. The first one takes a minute.",
  renewal: "{category} {country}, {count, plural, one {# IP} other {# IPs}}",
  auto: "Auto-renew",
} as const;
