import { call, type Result } from "@/lib/client";
import type { AnswerOf } from "@/lib/contract/route";
import { listSubscriptions, type Subscription } from "@/lib/contract/subscriptions";
import { csvLine } from "@/lib/csv";
import { requestTime } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { asQuery, readSearch } from "../search";

const COLUMNS = [
  "id",
  "label",
  "category",
  "country",
  "quantity",
  "unit",
  "status",
  "created_at",
  "expires_at",
  "price_usd",
  "renewal_price_usd",
  "auto_renew",
] as const satisfies readonly (keyof Subscription)[];

/** The list of the current filter as CSV, page by page; no addresses and no secrets. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return new Response(null, { status: 401 });
  const { cursor: _, ...filters } = readSearch(Object.fromEntries(new URL(request.url).searchParams));
  const query = { ...asQuery(filters, requestTime()), user_id: String(session.userId), limit: "100" };
  let text = csvLine(COLUMNS);
  let cursor: string | null = null;
  let page: Result<AnswerOf<typeof listSubscriptions>>;
  do {
    page = await call(listSubscriptions, { query: { ...query, ...(cursor ? { cursor } : {}) } });
    if (!page.ok) return Response.json({ error: page.error }, { status: page.status });
    for (const item of page.answer.items) text += csvLine(COLUMNS.map((name) => textOf(item[name])));
    cursor = page.answer.next_cursor;
  } while (cursor);
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="subscriptions.csv"',
      "Cache-Control": "no-store",
    },
  });
}

function textOf(value: string | number | boolean | null): string | number | null {
  return typeof value === "boolean" ? String(value) : value;
}
