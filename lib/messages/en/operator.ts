/** The operator's area. */
export const operator = {
  title: "Overview",
} as const;
