import { notFound } from "@/lib/errors";
import { listPostingsOf, type ReceiptPosting, type ReceiptRow, readReceipt } from "@/lib/store/receipts";
import type { Context } from "../context";
import { reaches } from "../principal";

/** A transaction in the principal's reach, with its postings. Throws `not_found`, equal for a foreign and a missing one. */
export async function findReceipt(
  ctx: Context,
  id: number,
): Promise<{ row: ReceiptRow; postings: ReceiptPosting[] }> {
  const row = await readReceipt(ctx.db, id);
  if (!row || !reaches(ctx.principal, row.user_id)) throw notFound();
  return { row, postings: await listPostingsOf(ctx.db, id) };
}
