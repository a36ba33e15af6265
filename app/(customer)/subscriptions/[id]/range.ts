/**
 * The indexes that a range means among `count` things: `3`, `3-7`, `1,4-6`; empty means all. `null` for what is not a
 * range or reaches past the last one.
 */
export function readRange(text: string, count: number): number[] | null {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.every((part) => part === "")) return Array.from({ length: count }, (_, n) => n);
  const chosen = new Set<number>();
  for (const part of parts) {
    const match = /^(\d{1,4})(?:\s*[-–—]\s*(\d{1,4}))?$/.exec(part);
    if (!match) return null;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < 1 || to > count || from > to) return null;
    for (let n = from; n <= to; n++) chosen.add(n - 1);
  }
  return [...chosen].sort((a, b) => a - b);
}
