import type { SearchHit } from "@/lib/contract/admin-users";

/** Where a hit is looked at: on its own page where it has one, else on its user's card or in its list. */
export function hitHref({
  kind,
  id,
  title,
  user_id: userId,
  subscription_id: subscriptionId,
}: SearchHit): string {
  const card = userId === null ? null : `/operator/users/${userId}`;
  switch (kind) {
    case "user":
      return `/operator/users/${id}`;
    case "deposit":
      return `/operator/deposits/${id}`;
    case "transaction":
      return card ? `${card}?part=balance` : "/operator/audit";
    case "key":
      return card ? `${card}?part=keys` : "/operator/keys";
    default:
      if (subscriptionId !== null) return `/operator/subscriptions/${subscriptionId}`;
      return card ?? `/operator/stock?q=${encodeURIComponent(title.split(":")[0] ?? "")}`;
  }
}

/** The one hit that is meant: the only one, or the only one that is called exactly so. */
export function exactHit(hits: readonly SearchHit[], q: string): SearchHit | undefined {
  if (hits.length === 1) return hits[0];
  const same = hits.filter(({ title }) => title === q.toLowerCase());
  return same.length === 1 ? same[0] : undefined;
}
