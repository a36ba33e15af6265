import type { AddressRow } from "./catalog";
import type { Db } from "./db";
import { STOCK_NOW } from "./tallies";
import { firstOf, whereOf } from "./where";

/** Stock as operators handle it: lists, imports, withdrawals. Selling is in `catalog.ts`. */

export interface StockRow extends AddressRow {
  id: number;
  supplier: string;
  category: "isp" | "datacenter" | "residential" | "mobile";
  country: string;
  status: "free" | "sold" | "withdrawn";
  has_login: boolean;
  subscription_id: number | null;
  user_id: number | null;
  withdrawn_at: Date | null;
}

const SELECT = `select a.id, a.supplier, a.category, a.country, a.ip, a.port_http, a.port_socks,
    case when a.subscription_id is not null then 'sold' when a.withdrawn_at is not null then 'withdrawn' else 'free' end
      as status,
    a.login is not null as has_login, a.subscription_id, s.user_id, a.withdrawn_at
  from stock a left join subscriptions s on s.id = a.subscription_id`;

/** The partial conditions are the indexes' own. */
const IN_STATUS: Record<StockRow["status"], string> = {
  free: "a.subscription_id is null and a.withdrawn_at is null",
  sold: "a.subscription_id is not null",
  withdrawn: "a.withdrawn_at is not null",
};

export interface StockFilter {
  supplier: string | null;
  category: string | null;
  country: string | null;
  status: StockRow["status"] | null;
  /** The beginning of an IP. */
  q: string | null;
  before: number | null;
  limit: number;
}

/** Where the newest addresses are enough for a page of what is looked for, nobody reads the lots. */
const LOOKED_AT = 300;

/** A page of addresses, newest first; those that a beginning of an IP finds in the order of their IPs. */
export async function listStock(db: Db, f: StockFilter): Promise<StockRow[]> {
  if (f.q !== null) return listByIp(db, f, f.q);
  const inLots = [f.supplier, f.category, f.country].some((wish) => wish !== null);
  if (!inLots && (f.status === null || f.status === "withdrawn")) return listNewest(db, f, "stock");
  const newest = `(select * from stock a where ${f.before === null ? "true" : "a.id < $1"} order by id desc limit ${LOOKED_AT})`;
  const first = await listNewest(db, f, newest);
  return first.length === f.limit ? first : listLots(db, f);
}

function listNewest(db: Db, f: StockFilter, table: string): Promise<StockRow[]> {
  const { sql, values } = whereOf({
    "a.id < ?": f.before,
    "a.supplier = ?": f.supplier,
    "a.category = ?": f.category,
    "a.country = ?": f.country,
  });
  const inStatus = f.status === null ? "true" : IN_STATUS[f.status];
  const ids = firstOf(
    `select a.id from ${table} a where ${sql} and ${inStatus}`,
    "id desc",
    `$${values.push(f.limit)}`,
  );
  return db.query<StockRow>(`${SELECT} where a.id = any (array(${ids})) order by a.id desc`, values);
}

/**
 * The newest of each lot and status, which an index has in order, and of these the newest: there are few lots, however
 * many addresses. Whose newest is older than those of as many other lots as a page is long has none on it.
 */
function listLots(db: Db, f: StockFilter): Promise<StockRow[]> {
  const { sql, values } = whereOf({
    "supplier = ?": f.supplier,
    "category = ?": f.category,
    "country = ?": f.country,
  });
  const limit = `$${values.push(f.limit)}`;
  const before = f.before === null ? "true" : `a.id < $${values.push(f.before)}`;
  const statuses = f.status === null ? Object.values(IN_STATUS) : [IN_STATUS[f.status]];
  const ofLot = (status: string) => `select a.id from stock a
    where a.supplier = l.supplier and a.category = l.category and a.country = l.country and ${status} and ${before}`;
  const parts = statuses.map((status) => {
    const newest = `(${ofLot(status)} order by a.id desc limit 1)`;
    const tops = firstOf(`select l.*, n.id from lots l cross join lateral ${newest} n`, "id desc", limit);
    return `select n.id from ${tops} l cross join lateral ${firstOf(ofLot(status), "id desc", limit)} n`;
  });
  const ids = firstOf(`select id from (${parts.join(" union all ")}) found`, "id desc", limit);
  return db.query<StockRow>(
    `with lots as (select supplier, category, country from ${STOCK_NOW} known where ${sql})
     ${SELECT} where a.id = any (array(${ids})) order by a.id desc`,
    values,
  );
}

function listByIp(db: Db, f: StockFilter, q: string): Promise<StockRow[]> {
  const { sql, values } = whereOf({
    "(a.ip, a.port_http) > ((select ip from stock where id = ?), (select port_http from stock where id = ?))":
      f.before,
    "a.supplier = ?": f.supplier,
    "a.category = ?": f.category,
    "a.country = ?": f.country,
    "a.ip like ?": `${q.replace(/[\\%_]/g, "\\$&")}%`,
  });
  const inStatus = f.status === null ? "true" : IN_STATUS[f.status];
  return db.search<StockRow>(
    `${SELECT} where ${sql} and ${inStatus} order by a.ip, a.port_http limit $${values.length + 1}`,
    [...values, f.limit],
  );
}

export async function readStock(db: Db, id: number): Promise<StockRow | null> {
  return (await db.query<StockRow>(`${SELECT} where a.id = $1`, [id]))[0] ?? null;
}

export interface StockSummaryRow {
  supplier: string;
  category: StockRow["category"];
  country: string;
  free: number;
  sold: number;
  withdrawn: number;
}

/** How much there is of each supplier, category and country. */
export function summariseStock(db: Db): Promise<StockSummaryRow[]> {
  return db.query<StockSummaryRow>(
    `select supplier, category, country, free, sold, withdrawn from ${STOCK_NOW} lots
      order by supplier, category, country`,
  );
}

/** Takes a free address off the shelf; false when it is sold, withdrawn already, or not there. */
export async function withdrawStock(db: Db, id: number, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update stock set withdrawn_at = $2 where id = $1 and subscription_id is null and withdrawn_at is null returning id`,
    [id, now],
  );
  return rows.length > 0;
}

/** Puts a withdrawn address back, unless it brought a password that somebody may know; false when it can't be. */
export async function returnStock(db: Db, id: number): Promise<boolean> {
  const rows = await db.query(
    `update stock set withdrawn_at = null where id = $1 and withdrawn_at is not null and password_sealed is null returning id`,
    [id],
  );
  return rows.length > 0;
}

/** An address of a list: where it listens, with its secret sealed. */
export interface ImportRow {
  ip: string;
  port: number;
  login: string | null;
  passwordSealed: string | null;
}

/** Which addresses of a list are in stock already, and whether they may come back. */
export function findKnown(
  db: Db,
  supplier: string,
  rows: readonly { ip: string; port: number }[],
): Promise<{ ip: string; port: number; may_return: boolean }[]> {
  return db.query(
    `select a.ip, a.port_http as port, a.withdrawn_at is not null and a.supplier = $1 as may_return
       from jsonb_to_recordset($2::jsonb) as l(ip text, port int) join stock a on a.ip = l.ip and a.port_http = l.port`,
    [supplier, JSON.stringify(rows.map(({ ip, port }) => ({ ip, port })))],
  );
}

/** Puts a list on the shelf; withdrawn addresses of the same supplier return with what the list says. Answers how many. */
export async function importStock(
  db: Db,
  shelf: { supplier: string; category: string; country: string },
  rows: readonly ImportRow[],
): Promise<number> {
  const done = await db.query(
    `insert into stock (supplier, category, country, ip, port_http, port_socks, login, password_sealed, shelf)
     select $1, $2, $3, l->>'ip', (l->>'port')::int, (l->>'port')::int, l->>'login', l->>'passwordSealed', n
       from jsonb_array_elements($4::jsonb) with ordinality as list(l, n)
     on conflict (ip, port_http) do update
       set category = excluded.category, country = excluded.country, login = excluded.login,
           password_sealed = excluded.password_sealed, shelf = excluded.shelf, withdrawn_at = null
       where stock.supplier = excluded.supplier and stock.withdrawn_at is not null
     returning id`,
    [shelf.supplier, shelf.category, shelf.country, JSON.stringify(rows)],
  );
  return done.length;
}

export interface SecretAddressRow extends AddressRow {
  login: string | null;
  password_sealed: string | null;
}

/** A subscription's addresses with the credentials that each of them brought, if it did. */
export function listSecretAddresses(db: Db, subscriptionId: number): Promise<SecretAddressRow[]> {
  return db.query<SecretAddressRow>(
    "select ip, port_http, port_socks, login, password_sealed from stock where subscription_id = $1 order by id",
    [subscriptionId],
  );
}
