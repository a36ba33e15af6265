import type { FieldError } from "@/lib/errors";
import type { TypedTier } from "../states";

/** What is wrong with each control of the form, by the control's name. */
export type Complaints = Readonly<Record<string, string>>;

/** The controls that the form has, by their names: two per tier, the list of tiers as a whole, and the quantities. */
function controlOf(path: string): string | undefined {
  return /^(tiers(\.\d+\.(min_quantity|unit_price_usd))?|preview_quantities)(?=$|\.)/.exec(path)?.[0];
}

/** Puts a refusal beside its controls; `rest` names nothing that the form has. */
export function sortComplaints(
  fields: readonly FieldError[],
  tiers: readonly TypedTier[],
): { beside: Complaints; rest: FieldError[] } {
  const beside: Record<string, string> = {};
  const rest: FieldError[] = [];
  for (const field of fields) {
    const control = controlOf(field.path);
    if (control) beside[control === "tiers" ? outOfOrder(tiers) : control] ??= field.message;
    else rest.push(field);
  }
  return { beside, rest };
}

/** The quantity at which the tiers stop rising; the list as a whole where they rise. */
function outOfOrder(tiers: readonly TypedTier[]): string {
  const starts = tiers.map(({ min_quantity }) => Number(min_quantity));
  const at = starts.findIndex((start, n) => (n === 0 ? start !== 1 : start <= (starts[n - 1] ?? 0)));
  return at < 0 ? "tiers" : `tiers.${at}.min_quantity`;
}
