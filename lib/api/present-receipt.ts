import type { Receipt } from "@/lib/contract/users";
import { formatUnitPrice, parseUnitPrice } from "@/lib/money";
import type { ReceiptPosting, ReceiptRow } from "@/lib/store/receipts";
import { presentTransaction } from "./presenters";

/** A transaction's receipt as the wire shows it. Only a user's own idempotency key is told, not an operator's. */
export function presentReceipt(row: ReceiptRow, postings: readonly ReceiptPosting[]): Receipt {
  const madeBy = makerOf(row);
  return {
    ...presentTransaction(row),
    user_id: row.user_id,
    made_by: madeBy,
    idempotency_key: madeBy === "user" ? keyAsSent(row.idempotency_key) : null,
    request_id: row.request_id,
    ...(row.order ? { order: presentOrder(row.order) } : {}),
    postings: postings.map(({ id, step, account, amount, created_at }) => ({
      id,
      step,
      account,
      amount_usd: amount,
      created_at: created_at.toISOString(),
    })),
  };
}

function makerOf({ principal, user_id: userId }: ReceiptRow): Receipt["made_by"] {
  if (principal === null) return null;
  if (principal === "system") return "system";
  return principal === `user:${userId}` ? "user" : "operator";
}

/** A bulk renewal keeps its one key for each of its orders, with a blank and the subscription's id behind it. */
function keyAsSent(key: string | null): string | null {
  return key?.split(" ")[0] ?? null;
}

function presentOrder(order: NonNullable<ReceiptRow["order"]>): Receipt["order"] {
  return {
    id: order.id,
    kind: order.kind,
    state: order.state,
    quantity: order.quantity,
    unit_price_usd: formatUnitPrice(parseUnitPrice(order.unit_price)),
    price_usd: order.price,
    new_expires_at: order.new_expires_at?.toISOString() ?? null,
  };
}
