import {
  getStockSummary,
  importStock,
  listPricing,
  listStock,
  returnStock,
  setPricing,
  withdrawStock,
} from "@/lib/contract/admin-shop";
import { changePricing } from "@/lib/domain/catalog/pricing";
import { requireCountry } from "@/lib/domain/orders/buy";
import { importList } from "@/lib/domain/stock/import";
import { returnAddress, withdrawAddress } from "@/lib/domain/stock/withdraw";
import { listCategories } from "@/lib/store/catalog";
import { listStock as findStock, summariseStock } from "@/lib/store/stock";
import { handle, type Mount } from "../openapi";
import { presentImport, presentPricing, presentStock } from "../present-shop";
import { decodeCursor, PAGE_SIZE, presentPage } from "../presenters";
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

  handle(listStock, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await findStock(ctx.db, {
      supplier: query.supplier ?? null,
      category: query.category ?? null,
      country: query.country === undefined ? null : requireCountry(query.country),
      status: query.status ?? null,
      q: query.q ?? null,
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    return c.json(presentPage(rows, limit, presentStock));
  }),

  handle(getStockSummary, async ({ ctx }, c) => c.json({ items: await summariseStock(ctx.db) })),

  handle(importStock, async ({ ctx, query, body }, c) => {
    const dryRun = query.dry_run === "true";
    const result = await importList(ctx, {
      list: body.list,
      category: body.category,
      country: requireCountry(body.country_name),
      dryRun,
    });
    return c.json(presentImport(result, dryRun));
  }),

  handle(withdrawStock, async ({ ctx, params }, c) =>
    c.json(presentStock(await withdrawAddress(ctx, params.id))),
  ),

  handle(returnStock, async ({ ctx, params }, c) =>
    c.json(presentStock(await returnAddress(ctx, params.id))),
  ),

  ...adminWatchRoutes,
];
