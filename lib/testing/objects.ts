import type { TestBusiness } from "./business";
import { freshKey, openDeposit, pay } from "./payer";
import { sessionKeyOf } from "./sessions";

/** A customer of a test, with the two kinds of keys that a person has. */
export interface Owner {
  user_id: number;
  api_key: string;
  session: string;
}

type Id = string | number;
/** Makes something fresh that belongs to the owner; answers its id. */
type Maker = (shop: TestBusiness, owner: Owner) => Promise<Id>;

/** A customer with money, an API key and a session. */
export async function newOwner(shop: TestBusiness, balance = "500.00"): Promise<Owner> {
  const user = await shop.newUser(balance);
  return { ...user, session: await sessionKeyOf(shop, user.user_id) };
}

let bought = 0;

async function buyOne(shop: TestBusiness, owner: Owner): Promise<Id> {
  bought += 1;
  const country = bought % 2 ? "US" : "DE";
  const answer = await shop.send("POST", "/proxy/static", {
    key: owner.api_key,
    body: { category: "datacenter", country_name: country, quantity: 1, user_id: owner.user_id },
    idempotencyKey: freshKey(),
  });
  return known(answer.body.subscription_id);
}

async function grantTraffic(shop: TestBusiness, owner: Owner): Promise<Id> {
  const operator = await shop.newUser("0.00", "operator");
  const answer = await shop.send("POST", "/admin/subscriptions", {
    key: operator.api_key,
    body: { user_id: owner.user_id, category: "residential", quantity: 1, reason: "For a test" },
  });
  return known(answer.body.id);
}

async function makeKey(shop: TestBusiness, owner: Owner): Promise<Id> {
  const body = { name: "For a test", scopes: ["proxy:read"] };
  return known((await shop.send("POST", "/keys", { key: owner.session, body })).body.id);
}

async function first(shop: TestBusiness, sql: string, values: Id[] = []): Promise<Id> {
  return known((await shop.db.query<{ id: number }>(sql, values))[0]?.id);
}

function known<T>(id: T | undefined): T {
  if (id === undefined) throw new Error("The object was not made.");
  return id;
}

const takeFree = "select id from stock where subscription_id is null and withdrawn_at is null limit 1";

/** The kinds of objects that routes name, by how a fresh one is made. */
export const MAKERS = {
  user: async (_shop, owner) => owner.user_id,
  /** Whom an operator may ban or sign out without spoiling the rest of a test. */
  bystander: async (shop) => (await shop.newUser("50.00")).user_id,
  /** One who has two-factor on. */
  secured: async (shop) =>
    first(
      shop,
      "insert into second_factors (user_id, secret_sealed, enabled_at) values ($1, 'sealed', now()) returning user_id as id",
      [(await shop.newUser("0.00")).user_id],
    ),
  subscription: buyOne,
  suspended: async (shop, owner) =>
    first(shop, "update subscriptions set state = 'suspended' where id = $1 returning id", [
      await buyOne(shop, owner),
    ]),
  rotating: grantTraffic,
  key: makeKey,
  deposit: async (shop, owner) => known((await openDeposit(shop, owner.api_key)).body.transaction_id),
  depositName: async (shop, owner) => known((await openDeposit(shop, owner.api_key)).body.external_id),
  paidDeposit: async (shop, owner) => {
    const { body } = await openDeposit(shop, owner.api_key);
    await pay(shop, body.external_id);
    return known(body.transaction_id);
  },
  freeStock: (shop) => first(shop, takeFree),
  withdrawnStock: (shop) =>
    first(shop, `update stock set withdrawn_at = now() where id = (${takeFree}) returning id`),
  job: (shop) =>
    first(
      shop,
      `insert into jobs (kind, subject_id, run_at, last_error)
         select 'settle_order', 1000000000 + count(*), '2099-01-01', 'broken' from jobs returning id`,
    ),
} satisfies Record<string, Maker>;

export type ObjectKind = keyof typeof MAKERS;
