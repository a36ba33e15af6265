import type { SearchHit } from "@/lib/contract/admin-users";

/** Where a hit is looked at: what belongs to a user on the user's card, the rest in its list. */
export function hitHref(hit: SearchHit): string {
  const card = `/operator/users/${hit.user_id}`;
  const found = hit.subscription_id === null ? "" : `&q=${hit.subscription_id}`;
  switch (hit.kind) {
    case "user":
      return `/operator/users/${hit.id}`;
    case "deposit":
      return `/operator/deposits/${hit.id}`;
    case "transaction":
      return hit.user_id === null ? "/operator/audit" : `${card}?part=balance`;
    case "key":
      return hit.user_id === null ? "/operator/keys" : `${card}?part=keys`;
    case "address":
      if (hit.user_id === null)
        return `/operator/stock?q=${encodeURIComponent(hit.title.split(":")[0] ?? "")}`;
      return `${card}?part=subscriptions${found}`;
    default:
      return `${card}?part=subscriptions${found}`;
  }
}

/** The one hit that is meant: the only one, or the only one that is called exactly so. */
export function exactHit(hits: readonly SearchHit[], q: string): SearchHit | undefined {
  if (hits.length === 1) return hits[0];
  const same = hits.filter(({ title }) => title === q.toLowerCase());
  return same.length === 1 ? same[0] : undefined;
}
