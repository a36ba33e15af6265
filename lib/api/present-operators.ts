import type { Posting, UserDetails, UserSession } from "@/lib/contract/admin-users";
import type { PersonDetailsRow, PostingRow, UserSessionRow } from "@/lib/store/people";
import { presentUser } from "./presenters";

/** Rows that only operators see, as the wire shows them. */

export function presentPerson(row: PersonDetailsRow): UserDetails {
  return {
    ...presentUser(row, row),
    ban_evidence: row.ban_evidence,
    notes: row.notes,
    referred_by: row.referred_by,
    two_factor: row.two_factor,
    counts: {
      subscriptions_active: row.subscriptions_active,
      subscriptions: row.subscriptions,
      orders: row.orders,
      keys_active: row.keys_active,
      sessions_open: row.sessions_open,
    },
  };
}

export function presentPosting(row: PostingRow): Posting {
  return {
    id: row.id,
    transaction_id: row.transaction_id,
    type: row.type,
    status: row.status,
    step: row.step,
    description: row.description,
    amount_usd: row.amount,
    sum_usd: row.sum,
    created_at: row.created_at.toISOString(),
    ...(row.order_id === null ? {} : { order_id: row.order_id }),
    ...(row.subscription_id === null ? {} : { subscription_id: row.subscription_id }),
  };
}

export function presentUserSession(row: UserSessionRow): UserSession {
  return {
    key_id: row.id,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    is_open: row.ended_at === null && row.expires_at > new Date(),
  };
}
