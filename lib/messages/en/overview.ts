/** The customer's first page. */
export const overview = {
  title: "Overview",
  lead: "What you have, and what it will cost.",
} as const;
