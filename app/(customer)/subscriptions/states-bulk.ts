import type { ErrorCode } from "@/lib/errors";
import type { Refused } from "./states";

/** What became of one subscription of a bulk renewal. */
export interface RenewedItem {
  id: number;
  status: "ok" | "provisioning" | "failed";
  newExpiresAt: string | null;
  code: ErrorCode | null;
}

/** How a bulk renewal stands. `unknown`: ask again with the same key, never with another. */
export type BulkRenewalEnd =
  | { state: "ended"; totalUsd: string; items: RenewedItem[] }
  | { state: "unknown" }
  | Refused;

/** How many were switched, and why the others were not. */
export type BulkSwitched =
  | { state: "done"; changed: number; failed: number; code: ErrorCode | null }
  | Refused;

/** The end of an export: the lines themselves, or what stands before them. */
export type BulkExport =
  | { state: "open"; lines: string[] }
  | { state: "confirm"; problem: "invalid_key" | "rate_limited" }
  | Refused;

/** A row that can be selected. `priceUsd` is `null` for one that can't be renewed. */
export interface Selectable {
  id: number;
  name: string;
  priceUsd: string | null;
}
