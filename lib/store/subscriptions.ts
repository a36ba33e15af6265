import type { Db } from "./db";
import { onlyId } from "./wallets";

export interface SubscriptionRow {
  id: number;
  user_id: number;
  category: "isp" | "datacenter" | "residential" | "mobile";
  kind: "static" | "rotating";
  unit: "IP" | "GB";
  supplier: string;
  state: "provisioning" | "active" | "suspended" | "released";
  country: string;
  quantity: number;
  price: string;
  auto_renew: boolean;
  label: string | null;
  order_id: number;
  created_at: Date;
  expires_at: Date | null;
  used_bytes: number;
  /** Of rotating ones; `null` where traffic has no limit. */
  bought_bytes: number | null;
  /** Of automatic renewal, for the period that is paid for now. */
  next_try_at: Date | null;
  renewal_problem: string | null;
  announced_price: string | null;
}

const OWN_COLUMNS = `s.id, s.user_id, s.category, s.kind, c.unit, s.supplier, s.state, s.country, s.quantity, s.price,
    s.auto_renew, s.label, s.created_at, s.expires_at, r.next_try_at, r.problem as renewal_problem, r.announced_price`;
const RENEWAL = "left join renewals r on r.subscription_id = s.id and r.period_end = s.expires_at";

/** The columns of a `SubscriptionRow`. */
export const SELECT_SUBSCRIPTIONS = `select ${OWN_COLUMNS},
    (select min(o.id) from orders o where o.subscription_id = s.id) as order_id,
    (select coalesce(sum(t.bytes_up + t.bytes_down), 0)::bigint from traffic t where t.subscription_id = s.id) as used_bytes,
    case when s.kind = 'rotating' then
      (select coalesce(sum(b.bytes), 0)::bigint from traffic_bought b where b.subscription_id = s.id) end as bought_bytes
  from subscriptions s join categories c on c.category = s.category ${RENEWAL}`;

/** The same of a few rows named `page`, which have a column `n`: what belongs to all of them is looked up once. */
export const SELECT_OF_PAGE = `select s.n, ${OWN_COLUMNS}, o.id as order_id, coalesce(t.bytes, 0)::bigint as used_bytes,
    case when s.kind = 'rotating' then coalesce(b.bytes, 0)::bigint end as bought_bytes
  from page s join categories c on c.category = s.category ${RENEWAL}
  left join lateral (select id from orders where subscription_id = s.id order by id limit 1) o on true
  left join (select subscription_id, sum(bytes_up + bytes_down) as bytes from traffic
              where subscription_id = any (array(select id from page)) group by 1) t on t.subscription_id = s.id
  left join (select subscription_id, sum(bytes) as bytes from traffic_bought
              where subscription_id = any (array(select id from page)) group by 1) b on b.subscription_id = s.id`;

export interface NewSubscription {
  userId: number;
  category: string;
  kind: string;
  supplier: string;
  country: string;
  quantity: number;
  price: string;
  autoRenew: boolean;
  now: Date;
}

export async function insertSubscription(db: Db, s: NewSubscription): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into subscriptions (user_id, category, kind, supplier, state, country, quantity, price, auto_renew, created_at)
     values ($1, $2, $3, $4, 'provisioning', $5, $6, $7, $8, $9) returning id`,
    [s.userId, s.category, s.kind, s.supplier, s.country, s.quantity, s.price, s.autoRenew, s.now],
  );
  return onlyId(rows);
}

export async function readSubscription(db: Db, id: number): Promise<SubscriptionRow | null> {
  return (await db.query<SubscriptionRow>(`${SELECT_SUBSCRIPTIONS} where s.id = $1`, [id]))[0] ?? null;
}

/** Keeps others from changing a subscription until the transaction ends. */
export async function lockSubscription(db: Db, id: number): Promise<void> {
  await db.query("select 1 from subscriptions where id = $1 for update", [id]);
}

/** The same for many, always in the same order, so that two callers can't wait for each other. */
export async function lockSubscriptions(db: Db, ids: readonly number[]): Promise<void> {
  await db.query("select 1 from subscriptions where id = any($1::bigint[]) order by id for update", [ids]);
}

/** Starts or prolongs a term; one that was suspended meanwhile stays so. */
export async function activateSubscription(
  db: Db,
  id: number,
  paid: { price: string; expiresAt: Date | null },
): Promise<void> {
  await db.query(
    `update subscriptions set state = case state when 'suspended' then state else 'active' end, price = $2,
            expires_at = $3 where id = $1 and state <> 'released'`,
    [id, paid.price, paid.expiresAt],
  );
}

export async function releaseSubscription(db: Db, id: number): Promise<void> {
  await db.query("update subscriptions set state = 'released', auto_renew = false where id = $1", [id]);
}

/** Suspends an active one or resumes a suspended one; false when it is neither. */
export async function updateSuspension(db: Db, id: number, suspended: boolean): Promise<boolean> {
  const [from, to] = suspended ? ["active", "suspended"] : ["suspended", "active"];
  const sql = "update subscriptions set state = $3 where id = $1 and state = $2 returning id";
  return (await db.query(sql, [id, from, to])).length > 0;
}

export async function updateAutoRenew(db: Db, id: number, autoRenew: boolean): Promise<void> {
  await db.query("update subscriptions set auto_renew = $2 where id = $1", [id, autoRenew]);
}

export async function updateLabel(db: Db, id: number, label: string | null): Promise<void> {
  await db.query("update subscriptions set label = $2 where id = $1", [id, label]);
}

export interface CredentialsRow {
  login: string;
  password_sealed: string;
}

export async function readCredentials(db: Db, subscriptionId: number): Promise<CredentialsRow | null> {
  const [row] = await db.query<CredentialsRow>(
    "select login, password_sealed from credentials where subscription_id = $1",
    [subscriptionId],
  );
  return row ?? null;
}

/** Sets a subscription's credentials; the ones before stop working. */
export async function writeCredentials(
  db: Db,
  c: { subscriptionId: number; login: string; passwordSealed: string; passwordHash: string; now: Date },
): Promise<void> {
  await db.query(
    `insert into credentials (subscription_id, login, password_sealed, password_hash, changed_at)
     values ($1, $2, $3, $4, $5)
     on conflict (subscription_id) do update
       set login = $2, password_sealed = $3, password_hash = $4, changed_at = $5`,
    [c.subscriptionId, c.login, c.passwordSealed, c.passwordHash, c.now],
  );
}

/** Ids of everything that is still sold, for a sandbox's reset. */
export async function listUnreleased(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from subscriptions s where state in ('active', 'suspended')
        and not exists (select 1 from orders o where o.subscription_id = s.id and o.state = 'held')`,
  );
  return rows.map((row) => row.id);
}
