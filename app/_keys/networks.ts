import type { FieldError } from "@/lib/errors";
import type { Translate } from "@/lib/messages/translator";

/** One address or network of a typed list, and the line that it stands in. */
export interface NetworkLine {
  line: number;
  text: string;
}

const MOST_NAMED = 10;
/** An address is never longer; something else that was pasted is not repeated in full. */
const MOST_LETTERS = 43;

/** What a typed list names: one a line, or apart by spaces, commas and semicolons. */
export function networksIn(list: string): NetworkLine[] {
  return list.split(/\r\n|\r|\n/).flatMap((row, index) =>
    row
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((text) => ({ line: index + 1, text })),
  );
}

/** Those that the API refused (`allowed_ips.1`), in the list's order. */
export function wrongNetworks(
  errors: readonly FieldError[],
  networks: readonly NetworkLine[],
): NetworkLine[] {
  const refused = new Set(errors.map(({ path }) => path));
  return networks.filter((_, index) => refused.has(`allowed_ips.${index}`));
}

/** "Line 2 (nonsense), line 4 (10.0.0.300) …": each of them; without any, the list is too long. */
export function wrongNetworksText(words: Translate<"keys">, wrong: readonly NetworkLine[]): string {
  if (wrong.length === 0) return words("wrong.tooManyIps");
  const named = wrong.slice(0, MOST_NAMED).map(({ line, text }) => {
    const shown = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
    return words("wrong.line", { line, text: shown });
  });
  const rest = wrong.length > MOST_NAMED ? [words("wrong.moreLines")] : [];
  return words("wrong.allowed_ips", { lines: [...named, ...rest].join(", ") });
}
