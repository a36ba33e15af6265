import { AppError, notFound } from "@/lib/errors";
import { readStock, returnStock, type StockRow, withdrawStock } from "@/lib/store/stock";
import { type Context, inside, recordAudit } from "../context";

/** Takes a free address off the shelf. Throws `not_found`, and `invalid_state` for a sold one. */
export function withdrawAddress(ctx: Context, id: number): Promise<StockRow> {
  return change(ctx, id, "withdraw", async (tx) => {
    const isChanged = await withdrawStock(tx.db, id, tx.clock.now());
    const row = await readStock(tx.db, id);
    if (row?.status === "sold") throw new AppError("invalid_state", "This address is sold.");
    return isChanged;
  });
}

/** Puts a withdrawn address back. Throws `not_found`, and `invalid_state` when its password may be known. */
export function returnAddress(ctx: Context, id: number): Promise<StockRow> {
  return change(ctx, id, "return", async (tx) => {
    const isChanged = await returnStock(tx.db, id);
    const row = await readStock(tx.db, id);
    if (row?.status === "withdrawn")
      throw new AppError(
        "invalid_state",
        "Import it again with a new password: whoever had it knows the old one.",
      );
    return isChanged;
  });
}

function change(
  ctx: Context,
  id: number,
  verb: "return" | "withdraw",
  write: (tx: Context) => Promise<boolean>,
): Promise<StockRow> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const isChanged = await write(inner);
    const row = await readStock(tx, id);
    if (!row) throw notFound();
    if (isChanged) {
      await recordAudit(inner, {
        action: `stock.${verb}`,
        subject: "stock",
        subjectId: id,
        userId: null,
        facts: { ip: row.ip, port: row.port_http, supplier: row.supplier },
      });
    }
    return row;
  });
}
