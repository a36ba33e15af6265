import { read } from "@/lib/client";
import { listAudit } from "@/lib/contract/admin-watch";
import { csvLine } from "@/lib/csv";
import { requireOperator } from "@/lib/session/current";
import { queryOf, readSearch } from "../search";

const HEAD = [
  "id",
  "created_at",
  "action",
  "subject",
  "subject_id",
  "user_id",
  "by",
  "request_id",
  "facts",
  "by_user_id",
];
const PAGE = "100";

/** The trail under the current filter as CSV, all of it, a page at a time. */
export async function GET(request: Request): Promise<Response> {
  await requireOperator();
  const { cursor: _, ...filters } = readSearch(Object.fromEntries(new URL(request.url).searchParams));
  const query = queryOf(filters);
  const body = new ReadableStream<string>({
    async start(controller) {
      controller.enqueue(csvLine(HEAD));
      let cursor: string | null | undefined;
      do {
        const page = await read(listAudit, {
          query: { ...query, limit: PAGE, ...(cursor ? { cursor } : {}) },
        });
        for (const { facts, by_user, ...row } of page.items) {
          const { id, created_at, action, subject, subject_id, user_id, by, request_id } = row;
          controller.enqueue(
            csvLine([
              id,
              created_at,
              action,
              subject,
              subject_id,
              user_id,
              by,
              request_id,
              JSON.stringify(facts),
              by_user?.id ?? null,
            ]),
          );
        }
        cursor = page.next_cursor;
      } while (cursor && !request.signal.aborted);
      controller.close();
    },
  });
  return new Response(body.pipeThrough(new TextEncoderStream()), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit.csv"',
      "Cache-Control": "no-store",
    },
  });
}
