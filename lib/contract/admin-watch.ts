import { z } from "zod";
import { MOST_WAITING } from "@/lib/counted";
import { userName } from "./admin";
import { CATEGORIES } from "./catalog";
import { wholeNumber } from "./expectations";
import { id, idText, instant, listOf, page, usd } from "./fields";
import { defineRoute } from "./route";

const when = z.iso.datetime({ offset: true });
const word = z.string().min(1).max(100);
const count = z.number().int();

export const auditEntry = z
  .object({
    id,
    action: z.string(),
    subject: z.string(),
    subject_id: id.nullable(),
    user_id: id.nullable(),
    user: userName.optional(),
    key_id: id.nullable(),
    by: z.string().meta({ description: "Name of the key or person." }),
    by_user: userName
      .extend({ id })
      .nullable()
      .optional()
      .meta({ id: "AuditActor", description: "Whose key it was; `null` for what the system did." }),
    facts: z.record(z.string(), z.unknown()),
    request_id: z.string().nullable(),
    created_at: instant,
  })
  .meta({ id: "AuditEntry" });

export const job = z
  .object({
    id,
    kind: z.string(),
    subject_id: z.number().int(),
    attempts: count,
    last_error: z.string().nullable(),
    run_at: instant.meta({ description: "When it is tried next." }),
  })
  .meta({ id: "Job" });

export const stats = z
  .object({
    since: instant,
    days: z.array(
      z.object({
        day: z.string().meta({ description: "In UTC." }),
        revenue_usd: usd.meta({ description: "Purchases and renewals that were delivered." }),
        refunds_usd: usd,
        purchases: count,
        renewals: count,
        refunds: count,
        users_new: count,
      }),
    ),
    totals: z.object({
      revenue_usd: usd,
      refunds_usd: usd,
      purchases: count,
      renewals: count,
      refunds: count,
      users_new: count,
      users_active: count.meta({ description: "Users with a completed transaction in this time." }),
      orders_failed: count,
    }),
    waiting: z.object({
      deposits: count.meta({
        description: `Invoices that may still be paid; counted up to ${MOST_WAITING}.`,
      }),
      renewals_failing: count.meta({
        description: `Automatic renewals whose last try failed; counted up to ${MOST_WAITING}.`,
      }),
    }),
    open_holds: z.object({ orders: count, amount_usd: usd, oldest_at: instant.nullable() }),
    jobs: z.object({
      waiting: count.meta({ description: "Due now; counted up to 10 000." }),
      failing: count.meta({ description: "With a last error; counted up to 10 000." }),
    }),
    stock: z.array(
      z.object({
        category: z.enum(CATEGORIES),
        country: z.string(),
        free: count,
        sold: count,
        withdrawn: count,
      }),
    ),
  })
  .meta({ id: "Stats" });

export const health = z
  .object({
    books: z.object({
      closes: z.boolean().nullable().meta({ description: "`null`: not checked yet.", example: true }),
      checked_at: instant
        .nullable()
        .meta({ description: "The instant whose books were checked: every hour, or when asked." }),
      checking: z.boolean().meta({ description: "A newer check was asked for or runs.", example: false }),
      problems: z.array(z.object({ rule: z.string(), ids: z.array(z.number()) })),
    }),
    audit: z.object({ links: count, waiting: count, head: z.string().nullable() }),
    jobs: z.object({ waiting: count, failing: count, items: z.array(job) }),
    database: z.object({
      version: z.string(),
      size_bytes: count,
      connections: count,
      migration: z.string(),
    }),
    suppliers: z.array(
      z.object({
        name: z.string(),
        can: z.object({ cut_off: z.boolean(), rotate: z.boolean(), count_traffic: z.boolean() }),
        open_orders: count,
        oldest_open_at: instant.nullable(),
      }),
    ),
    payment_providers: z.array(
      z.object({
        name: z.string(),
        pending: count.meta({ description: "Deposits that wait for money." }),
        last_paid_at: instant.nullable(),
      }),
    ),
    mails: z.object({ waiting: count, failed: count, oldest_waiting_at: instant.nullable() }),
    gateway: z.object({ last_usage_at: instant.nullable() }),
  })
  .meta({ id: "Health" });

export type AuditEntry = z.infer<typeof auditEntry>;
export type Job = z.infer<typeof job>;
export type Stats = z.infer<typeof stats>;
export type Health = z.infer<typeof health>;

export const listAudit = defineRoute({
  method: "get",
  path: "/admin/audit",
  summary: "Audit trail, newest first",
  scope: "admin:*",
  query: z.strictObject({
    ...page.shape,
    action: word.optional(),
    subject: word.optional(),
    subject_id: idText.optional(),
    user_id: idText.optional(),
    by: word.optional().meta({ description: "Name of the key or person." }),
    since: when.optional(),
    until: when.optional().meta({ description: "This instant is not included." }),
  }),
  answers: { 200: listOf(auditEntry) },
});

export const getStats = defineRoute({
  method: "get",
  path: "/admin/stats",
  summary: "Figures of the last days",
  scope: "admin:*",
  query: z.strictObject({
    days: wholeNumber(1, 92).optional().meta({ description: "1 to 92, today included; 30 when absent." }),
  }),
  answers: { 200: stats },
});

export const getHealth = defineRoute({
  method: "get",
  path: "/admin/health",
  summary: "Books, audit chain, jobs, database, suppliers, gateway",
  scope: "admin:*",
  query: z.strictObject({
    fresh: z.enum(["true", "false"]).optional().meta({
      description:
        "`true`: ask for a new check of the books. It runs in the background, minutes in a large shop; until it ends, `checking` is true.",
    }),
  }),
  answers: { 200: health },
});

export const retryJob = defineRoute({
  method: "post",
  path: "/admin/jobs/{id}/retry",
  summary: "Try a job again now",
  scope: "admin:*",
  params: z.object({ id: idText }),
  body: z.strictObject({}),
  bodyOptional: true,
  answers: { 200: job },
});
