import { AppError } from "@/lib/errors";
import { findKnown, importStock } from "@/lib/store/stock";
import { lockName } from "@/lib/store/users";
import { type Context, inside, recordAudit } from "../context";
import { addressOf, type LineError, type ListedProxy, parseProxyList } from "./parse";

/** The supplier that sells imported lists. */
const SUPPLIER = "stock";
const MOST_ERRORS_TOLD = 100;

export interface ImportWish {
  list: string;
  category: string;
  country: string;
  dryRun: boolean;
}

export interface ImportResult {
  proxies: ListedProxy[];
  errors: LineError[];
  added: number;
  returned: number;
}

/**
 * Puts a list of proxies on the shelf, all of it or nothing, their passwords sealed. An address that was withdrawn
 * returns with its new credentials; one that is there otherwise is an error of its line. A dry run tells what would
 * be, with an error per line. Throws `bad_request` with the lines that are wrong.
 */
export function importList(ctx: Context, wish: ImportWish): Promise<ImportResult> {
  const { proxies, errors } = parseProxyList(wish.list);
  return ctx.db.transact(async (tx) => {
    await lockName(tx, "stock.import");
    const known = new Map(
      (await findKnown(tx, SUPPLIER, proxies)).map((row) => [addressOf(row), row.may_return]),
    );
    const taken = proxies.filter((proxy) => known.get(addressOf(proxy)) === false);
    const result: ImportResult = {
      proxies,
      errors: [...errors, ...taken.map(inStock)].toSorted((a, b) => a.line - b.line),
      added: proxies.length - known.size,
      returned: known.size - taken.length,
    };
    if (wish.dryRun) return result;
    requireFaultless(result);
    await putOnShelf(inside(ctx, tx), wish, result);
    return result;
  });
}

function inStock({ line }: ListedProxy): LineError {
  return { line, code: "in_stock", message: "This address is in stock already." };
}

function requireFaultless({ proxies, errors }: ImportResult): void {
  if (errors.length) {
    throw new AppError("bad_request", `${errors.length} lines are not right; nothing was imported.`, {
      fields: errors
        .slice(0, MOST_ERRORS_TOLD)
        .map(({ line, code, message }) => ({ path: `list.${line}`, code, message })),
    });
  }
  if (!proxies.length) throw new AppError("bad_request", "There is no proxy in this list.");
}

async function putOnShelf(ctx: Context, wish: ImportWish, result: ImportResult): Promise<void> {
  const { category, country } = wish;
  const rows = result.proxies.map(({ ip, port, login, password }) => ({
    ip,
    port,
    login,
    passwordSealed:
      password === null ? null : ctx.seal.close(password, stockPurpose({ ip, port_http: port })),
  }));
  const done = await importStock(ctx.db, { supplier: SUPPLIER, category, country }, rows);
  if (done !== rows.length) throw new AppError("invalid_state", "The stock changed meanwhile; try again.");
  await recordAudit(ctx, {
    action: "stock.import",
    subject: "stock",
    subjectId: null,
    userId: null,
    facts: { category, country, added: result.added, returned: result.returned },
  });
}

/** What an imported password is sealed for: the address that it opens. */
export function stockPurpose({ ip, port_http }: { ip: string; port_http: number }): string {
  return `stock:${ip}|${port_http}`;
}
