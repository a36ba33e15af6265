import { badRequest, notFound } from "@/lib/errors";
import { formatUsd, parseUnitPrice, priceOf } from "@/lib/money";
import { type CategoryRow, readCategory } from "@/lib/store/catalog";
import { lockCategory, replaceTiers, updateLive } from "@/lib/store/pricing";
import { type Context, inside, recordAudit } from "../context";
import { priceIn } from "./quote";

export interface PricingWish {
  category: string;
  tiers: readonly { min_quantity: number; unit_price_usd: string }[] | undefined;
  live: boolean | undefined;
  previewQuantities: readonly number[] | undefined;
  dryRun: boolean;
}

export interface PricingChange {
  category: CategoryRow;
  preview: { quantity: number; before: string; after: string }[];
}

/**
 * Sets a category's tiers and whether it is sold; whoever bought at a price seen before is told `price_changed` if
 * it is higher now. A dry run only answers. Throws `not_found`, `bad_request` when nothing is to change or a unit is free.
 */
export function changePricing(ctx: Context, wish: PricingWish): Promise<PricingChange> {
  if (wish.tiers === undefined && wish.live === undefined)
    throw badRequest("", "required", "Name tiers, live, or both.");
  return ctx.db.transact(async (tx) => {
    await lockCategory(tx, wish.category);
    const before = await readCategory(tx, wish.category);
    if (!before) throw notFound();
    const after: CategoryRow = {
      ...before,
      live: wish.live ?? before.live,
      tiers:
        wish.tiers?.map(({ min_quantity, unit_price_usd }) => ({
          min_quantity,
          unit_price: unit_price_usd,
        })) ?? before.tiers,
    };
    requireWorthACent(after);
    if (!wish.dryRun) await writePricing(inside(ctx, tx), before, after);
    return { category: after, preview: previewOf(before, after, wish.previewQuantities) };
  });
}

/** A wallet moves whole cents: the smallest order of every tier must cost at least one. */
function requireWorthACent(category: CategoryRow): void {
  for (const [n, tier] of category.tiers.entries()) {
    if (priceOf(parseUnitPrice(tier.unit_price), tier.min_quantity) >= 1n) continue;
    throw badRequest(
      `tiers.${n}.unit_price_usd`,
      "too_small",
      "The tier's smallest order costs less than a cent.",
    );
  }
}

async function writePricing(ctx: Context, before: CategoryRow, after: CategoryRow): Promise<void> {
  await replaceTiers(ctx.db, after.category, after.tiers);
  await updateLive(ctx.db, after.category, after.live);
  await recordAudit(ctx, {
    action: "pricing.change",
    subject: "category",
    subjectId: null,
    userId: null,
    facts: {
      category: after.category,
      before: { tiers: before.tiers, live: before.live },
      after: { tiers: after.tiers, live: after.live },
    },
  });
}

function previewOf(
  before: CategoryRow,
  after: CategoryRow,
  quantities: readonly number[] | undefined,
): PricingChange["preview"] {
  const starts = [...before.tiers, ...after.tiers].map((tier) => tier.min_quantity);
  const wanted = [...new Set(quantities ?? starts)].toSorted((a, b) => a - b);
  return wanted.map((quantity) => ({
    quantity,
    before: formatUsd(priceIn(before, quantity).price),
    after: formatUsd(priceIn(after, quantity).price),
  }));
}
