import { listPricing, setPricing } from "@/lib/contract/admin-shop";
import { changePricing } from "@/lib/domain/catalog/pricing";
import { listCategories } from "@/lib/store/catalog";
import { handle, type Mount } from "../openapi";
import { presentPricing } from "../present-shop";
import { adminWatchRoutes } from "./admin-watch";

/** Stock and prices, and beside them what operators watch. */
export const adminShopRoutes: Mount[] = [
  handle(listPricing, async ({ ctx }, c) =>
    c.json({ items: (await listCategories(ctx.db)).map(presentPricing) }),
  ),

  handle(setPricing, async ({ ctx, params, query, body }, c) => {
    const dryRun = query.dry_run === "true";
    const { category, preview } = await changePricing(ctx, {
      category: params.category,
      tiers: body.tiers,
      live: body.live,
      previewQuantities: body.preview_quantities,
      dryRun,
    });
    return c.json({
      dry_run: dryRun,
      pricing: presentPricing(category),
      preview: preview.map(({ quantity, before, after }) => ({
        quantity,
        before_usd: before,
        after_usd: after,
      })),
    });
  }),

  ...adminWatchRoutes,
];
