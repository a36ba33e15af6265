/** The parts of a card, in the order of its links. The first is what it opens with. */
export const PARTS = [
  "balance",
  "subscriptions",
  "deposits",
  "keys",
  "sessions",
  "referrals",
  "timeline",
] as const;
export type Part = (typeof PARTS)[number];

/** The address of a part of a user's card, with what it is filtered by and its page. */
export function partHref(
  userId: number,
  part: Part,
  wish: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const query = new URLSearchParams({ part });
  for (const [name, value] of Object.entries(wish)) if (value) query.set(name, value);
  return `/operator/users/${userId}?${query}`;
}
