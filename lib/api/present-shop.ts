import type { Pricing, StockAddress, StockImport } from "@/lib/contract/admin-shop";
import type { ImportResult } from "@/lib/domain/stock/import";
import { formatUnitPrice, parseUnitPrice } from "@/lib/money";
import type { CategoryRow } from "@/lib/store/catalog";
import type { StockRow } from "@/lib/store/stock";

/** Prices and stock, as operators see them. */

export function presentPricing({ category, label, unit, live, tiers }: CategoryRow): Pricing {
  return {
    category,
    label,
    unit,
    live,
    tiers: tiers.map((tier) => ({
      min_quantity: tier.min_quantity,
      unit_price_usd: formatUnitPrice(parseUnitPrice(tier.unit_price)),
    })),
  };
}

export function presentStock(row: StockRow): StockAddress {
  return { ...row, withdrawn_at: row.withdrawn_at?.toISOString() ?? null };
}

/** What was read of a list; the secrets in it stay out. */
export function presentImport(result: ImportResult, dryRun: boolean): StockImport {
  return {
    dry_run: dryRun,
    added: result.added,
    returned: result.returned,
    errors: result.errors,
    items: result.proxies.map(({ line, ip, port, login }) => ({ line, ip, port, has_login: login !== null })),
  };
}
