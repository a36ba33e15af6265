import type { AuditEntry, Health, Job, Stats } from "@/lib/contract/admin-watch";
import type { Figures } from "@/lib/domain/audit/figures";
import type { HealthReport } from "@/lib/domain/audit/health";
import type { AuditEntryRow } from "@/lib/store/audit-trail";
import type { DayRow } from "@/lib/store/figures";
import type { JobDetailsRow } from "@/lib/store/health";

/** What operators watch, as the wire shows it. */

export function presentAuditEntry({ by_name, ...row }: AuditEntryRow): AuditEntry {
  return { ...row, by: by_name, created_at: row.created_at.toISOString() };
}

export function presentJob(row: JobDetailsRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    subject_id: row.subject_id,
    attempts: row.attempts,
    last_error: row.last_error,
    run_at: row.run_at.toISOString(),
  };
}

export function presentStats(figures: Figures): Stats {
  return {
    since: figures.since.toISOString(),
    days: figures.days.map((row) => ({ day: row.day, ...presentSums(row) })),
    totals: {
      ...presentSums(figures.totals),
      users_active: figures.totals.users_active,
      orders_failed: figures.totals.orders_failed,
    },
    waiting: figures.waiting,
    open_holds: {
      orders: figures.openHolds.orders,
      amount_usd: figures.openHolds.amount,
      oldest_at: figures.openHolds.oldestAt?.toISOString() ?? null,
    },
    jobs: figures.jobs,
    stock: figures.stock,
  };
}

function presentSums(row: Omit<DayRow, "day">) {
  return {
    revenue_usd: row.revenue,
    refunds_usd: row.refunds_amount,
    purchases: row.purchases,
    renewals: row.renewals,
    refunds: row.refunds,
    users_new: row.users_new,
  };
}

export function presentHealth(report: HealthReport): Health {
  const { version, size_bytes, connections, migration, last_usage_at } = report.database;
  return {
    books: {
      closes: report.books.checkedAt && report.books.problems.length === 0,
      checked_at: report.books.checkedAt?.toISOString() ?? null,
      checking: report.books.isChecking,
      problems: report.books.problems,
    },
    audit: report.audit,
    jobs: { ...report.jobs, items: report.jobs.items.map(presentJob) },
    database: { version, size_bytes, connections, migration },
    suppliers: report.suppliers.map(({ name, can, openOrders, oldestOpenAt }) => ({
      name,
      can: { cut_off: can.cutOff, rotate: can.rotate, count_traffic: can.countTraffic },
      open_orders: openOrders,
      oldest_open_at: oldestOpenAt?.toISOString() ?? null,
    })),
    payment_providers: report.providers.map(({ provider, pending, last_paid_at: paidAt }) => ({
      name: provider,
      pending,
      last_paid_at: paidAt?.toISOString() ?? null,
    })),
    mails: {
      waiting: report.mails.waiting,
      failed: report.mails.failed,
      oldest_waiting_at: report.mails.oldest_waiting_at?.toISOString() ?? null,
    },
    gateway: { last_usage_at: last_usage_at?.toISOString() ?? null },
  };
}
