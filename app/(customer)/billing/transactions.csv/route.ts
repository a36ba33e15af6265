import { call } from "@/lib/client";
import { listTransactions, type Transaction } from "@/lib/contract/users";
import { csvLine } from "@/lib/csv";
import { currentSession } from "@/lib/session/current";
import { readTransactionFilters, type TransactionFilters } from "../search";

const COLUMNS = [
  "id",
  "created_at",
  "type",
  "status",
  "amount_usd",
  "balance_after_usd",
  "description",
  "order_id",
  "subscription_id",
  "provider",
  "external_id",
];
const PAUSE_MS = 2000;
const MOST_PAUSES = 60;

/** All transactions of the filter in the URL as CSV, page by page, so that a long list is never in memory at once. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentSession())) return new Response(null, { status: 401 });
  const filters = readTransactionFilters(Object.fromEntries(new URL(request.url).searchParams));
  const first = await readPage(filters, null);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  // A reader that goes away ends the writing, and nobody is left to tell.
  writeAll(writable, filters, first).catch(() => undefined);
  return new Response(readable, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="transactions.csv"',
      "Cache-Control": "no-store",
    },
  });
}

type Page = { items: Transaction[]; next_cursor: string | null };

/** A page that fails later on breaks the download off: half a file must not look whole. */
async function writeAll(
  stream: WritableStream<Uint8Array>,
  filters: TransactionFilters,
  first: Page,
): Promise<void> {
  const writer = stream.getWriter();
  const encoder = new TextEncoder();
  try {
    let page = first;
    let text = csvLine(COLUMNS);
    for (;;) {
      for (const row of page.items) text += csvLine(cellsOf(row));
      await writer.write(encoder.encode(text));
      if (page.next_cursor === null) break;
      page = await readPage(filters, page.next_cursor);
      text = "";
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}

async function readPage(filters: TransactionFilters, cursor: string | null): Promise<Page> {
  for (let pauses = 0; ; pauses++) {
    const page = await call(listTransactions, {
      query: { ...filters, limit: "100", ...(cursor ? { cursor } : {}) },
    });
    if (page.ok) return page.answer;
    if (page.error.code !== "rate_limited" || pauses === MOST_PAUSES) throw new Error(page.error.code);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function cellsOf(row: Transaction): (string | number | null | undefined)[] {
  return [
    row.id,
    row.created_at,
    row.type,
    row.status,
    row.amount_usd,
    row.balance_after_usd,
    row.description,
    row.order_id,
    row.subscription_id,
    row.deposit?.provider,
    row.deposit?.external_id,
  ];
}
