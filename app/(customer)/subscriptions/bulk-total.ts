import { formatUsd, parseUsd } from "@/lib/money";
import type { Selectable } from "./states-bulk";

/** What a renewal of all of them costs; what can't be renewed costs nothing. */
export function totalOf(rows: readonly Selectable[]): string {
  return formatUsd(rows.reduce((sum, { priceUsd }) => sum + (priceUsd ? parseUsd(priceUsd) : 0n), 0n));
}
