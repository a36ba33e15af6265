import type { Failure } from "@/components/ui/error-panel";

/** A tier as it is typed. */
export interface TypedTier {
  min_quantity: string;
  unit_price_usd: string;
}

/** All that the form says: the tiers, and which quantities to compare. */
export interface PriceWish {
  category: string;
  tiers: TypedTier[];
  quantities: string;
}

/** How a preview or a change ended. */
export type PriceEnd =
  | { state: "previewed"; preview: { quantity: number; before_usd: string; after_usd: string }[] }
  | { state: "saved" }
  | { state: "refused"; failure: Failure };
