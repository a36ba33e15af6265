/** How far a list of what waits for an operator is counted; beyond it a number says nothing more. */
export const MOST_WAITING = 250;
/** How far a user's things are counted on a card. */
export const MOST_ON_CARD = 1_000;

/** A count as people read it: one that was broken off at `most` says so. */
export function countedText(count: number, most: number, locale: string): string {
  const text = new Intl.NumberFormat(locale).format(Math.min(count, most));
  return count >= most ? `${text}+` : text;
}
