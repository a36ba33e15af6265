import type { Db } from "./db";
import { whereOf } from "./where";

export interface AuditEntryRow {
  id: number;
  action: string;
  subject: string;
  subject_id: number | null;
  user_id: number | null;
  key_id: number | null;
  by_name: string;
  /** Whose key it was done with; `null`: nobody's. */
  by_user: { id: number; email: string | null; telegram_id: number | null } | null;
  facts: Record<string, unknown>;
  request_id: string | null;
  created_at: Date;
}

export interface AuditFilter {
  action: string | null;
  subject: string | null;
  subjectId: number | null;
  userId: number | null;
  by: string | null;
  since: Date | null;
  until: Date | null;
  before: number | null;
  limit: number;
}

/** A page of the whole audit trail, newest first: in the order of time, in which each filter has an index. */
export function listTrail(db: Db, f: AuditFilter): Promise<AuditEntryRow[]> {
  const { sql, values } = whereOf({
    "(created_at, id) < ((select created_at from audit where id = ?), ?)": f.before,
    "action = ?": f.action,
    "subject = ?": f.subject,
    "subject_id = ?": f.subjectId,
    "user_id = ?": f.userId,
    "by_name = ?": f.by,
    "created_at >= ?": f.since,
    "created_at < ?": f.until,
  });
  return db.query<AuditEntryRow>(
    `select a.id, a.action, a.subject, a.subject_id, a.user_id, a.key_id, a.by_name, a.facts, a.request_id, a.created_at,
            (select json_build_object('id', u.id, 'email', u.email, 'telegram_id', u.telegram_id)
               from api_keys k join users u on u.id = k.user_id where k.id = a.key_id) as by_user
       from (select * from audit where ${sql} order by created_at desc, id desc limit $${values.length + 1}) a
      order by a.created_at desc, a.id desc`,
    [...values, f.limit],
  );
}
