import { getHealth, getStats, listAudit, retryJob } from "@/lib/contract/admin-watch";
import { readFigures } from "@/lib/domain/audit/figures";
import { readHealth, retryJob as retry } from "@/lib/domain/audit/health";
import { listTrail } from "@/lib/store/audit-trail";
import { handle, type Mount } from "../openapi";
import { presentAuditEntry, presentHealth, presentJob, presentStats } from "../present-watch";
import { decodeCursor, PAGE_SIZE, presentPage } from "../presenters";
import { withUsers } from "../with-users";

const DAYS = 30;

/** What operators watch: the audit trail, figures, health. */
export const adminWatchRoutes: Mount[] = [
  handle(listAudit, async ({ ctx, query }, c) => {
    const limit = query.limit ?? PAGE_SIZE;
    const rows = await listTrail(ctx.db, {
      action: query.action ?? null,
      subject: query.subject ?? null,
      subjectId: query.subject_id ?? null,
      userId: query.user_id ?? null,
      by: query.by ?? null,
      since: query.since === undefined ? null : new Date(query.since),
      until: query.until === undefined ? null : new Date(query.until),
      before: decodeCursor(query.cursor),
      limit: limit + 1,
    });
    return c.json(await withUsers(ctx, presentPage(rows, limit, presentAuditEntry)));
  }),

  handle(getStats, async ({ ctx, query }, c) =>
    c.json(presentStats(await readFigures(ctx, query.days ?? DAYS))),
  ),

  handle(getHealth, async ({ ctx, query }, c) =>
    c.json(presentHealth(await readHealth(ctx, query.fresh === "true"))),
  ),

  handle(retryJob, async ({ ctx, params }, c) => c.json(presentJob(await retry(ctx, params.id)))),
];
