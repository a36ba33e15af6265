import type { createApi } from "@/lib/api/app";
import type { Db } from "@/lib/store/db";
import type { ShopKeys } from "./growth-shop";

/** A filled shop and the API over it. */
export interface Shop {
  api: ReturnType<typeof createApi>;
  keys: ShopKeys;
  db: Db;
  close(): Promise<void>;
}

/** One question, by somebody. */
export interface Ask {
  name: string;
  path: string;
  key: string;
  body?: Record<string, unknown>;
}

const LARGE = 2;
const MIDDLE = 3;

/** Every list, search and card, each asked for by whom it is hardest; the shops' own ids and cursors filled in. */
export async function asksOf(shop: Shop): Promise<Ask[]> {
  const facts = await factsOf(shop.db);
  const { operator, large, middle } = shop.keys;
  const named = (key: string, whose: string, self: number) => (path: string) => ({
    name: `${whose}: ${path.replaceAll("&", " ")}`,
    path: fill(path, { ...facts, self: String(self) }),
    key,
  });
  return [
    ...CUSTOMER.map(named(large, "large", LARGE)),
    ...CUSTOMER.filter((path) => !path.includes("{sub}")).map(named(middle, "middle", MIDDLE)),
    { name: "quote", path: "/proxy/quote", key: large, body: { category: "isp", quantity: 5 } },
    { name: "quote, too many", path: "/proxy/quote", key: large, body: { category: "isp", quantity: 500 } },
    ...OPERATOR.map(named(operator, "operator", LARGE)),
  ];
}

/** Facts stand for what differs between the shops. */
function fill(path: string, facts: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? "");
}

const SUBSCRIPTIONS = [
  "",
  "?cursor={deepSubscription}",
  ...["provisioning", "active", "expired", "suspended", "released"].map((status) => `?status=${status}`),
  "?status=released&cursor={deepSubscription}",
  ...["isp", "datacenter", "residential", "mobile"].map((category) => `?category=${category}`),
  "?country=US",
  "?country=KR",
  "?country=LU",
  "?country=KR&status=active",
  "?category=mobile&status=released",
  "?expiring_before={soon}",
  "?expiring_before={soon}&status=active",
  "?q=monitor",
  "?q=heirloom",
  "?q=nothinglikeit",
  "?q=Sh",
  "?q={someSubscription}",
  "?q=10.0.0.1",
  "?q=10.0.1",
];

const CUSTOMER = [
  "/users/me",
  "/proxy/catalog",
  "/users/{self}/balance",
  "/users/{self}/renewals",
  "/users/{self}/holdings",
  "/users/{self}/spend?months=6",
  "/users/{self}/spend?months=24",
  "/transactions",
  "/transactions?cursor={deepTransaction}",
  ...["deposit", "purchase", "renewal", "refund", "referral", "adjustment"].map(
    (t) => `/transactions?type=${t}`,
  ),
  ...["pending", "completed", "failed"].map((status) => `/transactions?status=${status}`),
  "/transactions?type=deposit&status=failed",
  "/transactions?subscription_id={sub}",
  "/transactions/{sub}",
  ...SUBSCRIPTIONS.map((query) => `/proxy/subscriptions${query}`),
  "/proxy/subscriptions/{sub}",
  "/proxy/subscriptions/{sub}/addresses",
  "/proxy/subscriptions/{sub}/traffic",
  "/proxy/subscriptions/{sub}/activity",
  "/deposits",
  "/deposits?cursor={deepDeposit}",
  ...["pending", "completed", "failed", "expired"].map((status) => `/deposits?status=${status}`),
  "/deposits/providers",
  "/referrals",
  "/keys",
];

const OPERATOR = [
  "/users/me",
  "/admin/users",
  "/admin/users?cursor={deepUser}",
  "/admin/users?role=operator",
  "/admin/users?banned=true",
  "/admin/users?banned=false",
  `/admin/users?referred_by=${LARGE}`,
  "/admin/users?q=example",
  "/admin/users?q=large@",
  "/admin/users?q=nothinglikeit",
  "/admin/users?q=pe",
  `/admin/users?q=${LARGE}`,
  `/admin/users/${LARGE}`,
  `/admin/users/${MIDDLE}`,
  ...["wallet", "held"].flatMap((account) => [
    `/admin/users/${LARGE}/postings?account=${account}`,
    `/admin/users/${LARGE}/postings?account=${account}&cursor={deepPosting}`,
  ]),
  `/admin/users/${LARGE}/sessions`,
  ...["large", "example", "nothinglikeit", "10.0.0.7", "{someSubscription}", "{invoice}"].map(
    (q) => `/admin/search?q=${q}`,
  ),
  "/admin/deposits",
  "/admin/deposits?cursor={deepDeposit}",
  ...["pending", "completed", "failed", "expired"].map((status) => `/admin/deposits?status=${status}`),
  "/admin/deposits?provider=manual",
  "/admin/deposits?provider=stripe",
  "/admin/deposits?flagged=true",
  "/admin/deposits?flagged=false",
  "/admin/deposits?flag=late",
  "/admin/deposits?q={invoice}",
  "/admin/deposits?q=large@example",
  "/admin/deposits?q=nothinglikeit",
  `/admin/deposits?user_id=${LARGE}`,
  "/admin/deposits/{someDeposit}",
  ...SUBSCRIPTIONS.map((query) => `/admin/subscriptions${query}`),
  "/admin/subscriptions?renewal=failing",
  `/admin/subscriptions?user_id=${LARGE}`,
  "/admin/subscriptions?q=nothinglikeit&status=active",
  "/admin/keys",
  ...["reseller", "operator", "session"].map((kind) => `/admin/keys?kind=${kind}`),
  "/admin/keys?q=first",
  "/admin/keys?q=warehouse",
  "/admin/keys?q=nothinglikeit",
  `/admin/keys?user_id=${LARGE}`,
  "/admin/audit",
  "/admin/audit?cursor={deepAudit}",
  "/admin/audit?action=user.ban",
  "/admin/audit?action=subscription.buy",
  "/admin/audit?subject=user",
  "/admin/audit?subject=subscription&subject_id={someSubscription}",
  `/admin/audit?user_id=${LARGE}`,
  "/admin/audit?by=first operator key",
  "/admin/audit?until={longAgo}",
  "/admin/audit?since={yesterday}",
  "/admin/audit?until={longAgo}&action=user.ban",
  `/admin/audit?until={longAgo}&user_id=${LARGE}`,
  ...[1, 30, 92].map((days) => `/admin/stats?days=${days}`),
  "/admin/stock",
  ...["free", "sold", "withdrawn"].map((status) => `/admin/stock?status=${status}`),
  "/admin/stock?country=KR",
  "/admin/stock?country=LU",
  "/admin/stock?category=datacenter",
  "/admin/stock?supplier=stock",
  "/admin/stock?q=10.0.0.1",
  "/admin/stock?q=10",
  "/admin/stock/summary",
  "/admin/pricing",
  "/admin/health",
];

/** Ids, instants and cursors of a shop, in the middle of what there is of each. */
async function factsOf(db: Db): Promise<Record<string, string>> {
  const [row] = await db.query<Record<string, string>>(
    `with deep as (
       select (select id from subscriptions where user_id = ${LARGE} and id > m.n / 4 order by id limit 1) as subscription,
              (select id from transactions where user_id = ${LARGE} and id > m.n / 4 order by id limit 1) as transaction,
              (select max(id) / 4 from deposits) as deposit, (select max(id) / 4 from users) as user,
              (select max(id) / 4 from postings) as posting, (select max(id) / 4 from audit) as audit
         from (select max(id) as n from subscriptions) m)
     select s.id::text as "sub", s.id::text as "someSubscription", d.transaction_id::text as "someDeposit",
            d.external_id as invoice, deep.subscription::text as "deepSubscription",
            deep.transaction::text as "deepTransaction", deep.deposit::text as "deepDeposit", deep.user::text as "deepUser",
            deep.posting || ':' || (select sum(amount) from postings p where p.user_id = ${LARGE} and p.account = 'wallet'
                                       and p.id < deep.posting) as "deepPosting", deep.audit::text as "deepAudit"
       from deep, (select id from subscriptions where user_id = ${LARGE} and state = 'active' and kind = 'static'
                      and id % 1000 < 500 order by id desc limit 1) s,
            (select transaction_id, external_id from deposits where status = 'completed' order by id limit 1) d`,
  );
  const facts = Object.entries(row ?? {}).map(([name, value]) => [
    name,
    name.startsWith("deep") ? Buffer.from(`id:${value}`).toString("base64url") : value,
  ]);
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  return { ...Object.fromEntries(facts), soon: ago(-7), yesterday: ago(1), longAgo: ago(700) };
}
