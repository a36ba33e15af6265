import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runDueJobs } from "@/lib/jobs/runner";
import { runSweeps } from "@/lib/jobs/sweeps";
import { formatUsd } from "@/lib/money";
import { insertStock } from "@/lib/store/catalog";
import {
  type Answer,
  createTestBusiness,
  requireClosedBooks,
  type TestBusiness,
} from "@/lib/testing/business";
import { MODEL_TIERS, modelPrice, ShopModel, TERM_MS } from "@/lib/testing/model";
import { freshKey, markDeposit, openDeposit, pay } from "@/lib/testing/payer";
import { PLANTED_DEFECTS } from "@/lib/testing/planted";

/** How many random stories; `npm run soak` tells many more. */
const RUNS = Number(process.env.SOAK ?? 100);
const COMMANDS = 50;
const HOUR_MS = 3_600_000;
const LATER_MS = 60_000;

let shop: TestBusiness;
let operatorKey: string;
let model: ShopModel;
beforeAll(openShop);
afterAll(() => shop.close());

/** Whether the supplier's goods are our own and handed over at once, or it is asked and may misbehave. */
let hasOwnGoods = false;

async function openShop(): Promise<void> {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
  await send("/admin/pricing/datacenter", { tiers: MODEL_TIERS });
  const common = { supplier: "local", category: "datacenter", country: "FR", port_socks: 1080 };
  const ports = Array.from({ length: 600 }, (_, n) => n);
  await insertStock(
    shop.db,
    ports.map((n) => ({ ...common, ip: `127.6.${n % 250}.1`, port_http: 1_000 + n })),
  );
}

const send = (path: string, body: object): Promise<Answer> =>
  shop.send("POST", path, { key: operatorKey, body, idempotencyKey: freshKey() });
const now = () => shop.clock.now().getTime();

/** One command of a story: numbers that each kind reads in its own way. */
interface Command {
  kind: keyof typeof ACTS;
  a: number;
  b: number;
  n: number;
}

const FAULTS = [null, null, null, "fail", "lost_answer", "twice"] as const;

/** Lets the supplier misbehave during an act, and then settles what it left open. */
async function withFault(n: number, act: () => Promise<unknown>): Promise<void> {
  const fault = faultOf(n);
  if (fault) shop.supplier.faults.push(fault);
  await act();
  shop.supplier.faults.length = 0;
  await runDueJobs(shop, new Date(Date.now() + LATER_MS));
}
const faultOf = (n: number) => (hasOwnGoods ? null : (FAULTS[n % FAULTS.length] ?? null));
const isFailing = (n: number) => faultOf(n) === "fail";

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(items.length, 1)];

const ACTS = {
  async buy({ a, b, n }: Command) {
    const user = pick(model.users, a);
    if (!user) return;
    const quantity = 1 + (b % 4);
    const price = modelPrice(quantity);
    // Of several that are due at once any may get the last money; so each has one at most.
    const auto = b % 2 === 0 && !model.subscriptions.some((one) => one.user === user && one.auto);
    const wish = { category: "datacenter", country_name: "FR", quantity, auto_renew: auto, user_id: user.id };
    await withFault(n, async () => {
      const { status, body } = await send("/proxy/static", wish);
      if (user.balance < price) return expect(status).toBe(402);
      if (isFailing(n)) return expect(status).toBe(502);
      expect([200, 202]).toContain(status);
      const endsAt = now() + TERM_MS;
      user.balance -= price;
      const terms = [{ price, endsAt }];
      model.subscriptions.push({
        id: body.subscription_id,
        user,
        price,
        auto,
        endsAt,
        isReleased: false,
        terms,
      });
    });
  },
  async renew({ a, n }: Command) {
    const one = pick(model.subscriptions, a);
    if (!one) return;
    await withFault(n, async () => {
      const { status } = await send(`/proxy/subscriptions/${one.id}/renew`, {});
      if (!model.canRenew(one, now())) return expect(status).toBe(409);
      if (one.user.balance < one.price) return expect(status).toBe(402);
      if (isFailing(n)) return expect(status).toBe(502);
      model.pay(one, now());
    });
  },
  async renewMany({ a }: Command) {
    const user = pick(model.users, a);
    const mine = model.subscriptions.filter((one) => one.user === user);
    if (!mine.length) return;
    await withFault(0, () => send("/proxy/subscriptions/renew:bulk", { ids: mine.map(({ id }) => id) }));
    for (const one of mine)
      if (model.canRenew(one, now()) && one.user.balance >= one.price) model.pay(one, now());
  },
  async refund({ a }: Command) {
    const one = pick(model.subscriptions, a);
    if (!one) return;
    const amount = model.refundable(one, now());
    const wish = { portion: "full", reason: "Model" };
    const { status } = await send(`/admin/subscriptions/${one.id}/refund`, wish);
    expect(status).toBe(amount ? 200 : 409);
    if (!amount) return;
    model.credit(one.user, amount);
    one.isReleased = true;
  },
  async adjust({ a, n }: Command) {
    const user = pick(model.users, a);
    if (!user) return;
    const amount = BigInt((n % 1_500) - 500) || 1n;
    const wish = { amount_usd: formatUsd(amount), reason: "Model" };
    const { status } = await send(`/admin/users/${user.id}/balance`, wish);
    const isCovered = user.balance + amount >= 0n || amount > 0n;
    expect(status).toBe(isCovered ? 200 : 402);
    if (amount > 0n) model.credit(user, amount);
    else if (isCovered) user.balance += amount;
  },
  async open({ a, n }: Command) {
    const user = pick(model.users, a);
    if (!user) return;
    const amount = BigInt(100 + (n % 1_200));
    const { body } = await openDeposit(shop, operatorKey, {
      user_id: user.id,
      amount_usd: formatUsd(amount),
    });
    const names = { tx: body.transaction_id, externalId: body.external_id };
    model.deposits.push({ user, ...names, amount, state: "open", earned: 0n });
  },
  async pay({ a, n }: Command) {
    const deposit = pick(model.deposits, a);
    if (!deposit) return;
    await pay(shop, deposit.externalId, n % 2 ? "pay" : "pay-late");
    model.complete(deposit);
  },
  async fail({ a, n }: Command) {
    const deposit = pick(model.deposits, a);
    if (!deposit) return;
    if (n % 2) await pay(shop, deposit.externalId, "fail");
    else await markDeposit(shop, operatorKey, deposit.tx, "failed");
    model.fail(deposit, n % 2 === 0);
  },
  async ban({ a }: Command) {
    const user = pick(model.users, a);
    if (!user) return;
    user.isBanned = !user.isBanned;
    await send(`/admin/users/${user.id}/ban`, { banned: user.isBanned, reason: "Model" });
  },
  async wait({ n }: Command) {
    const days = n % 40 === 0 ? 400 : n % 12;
    shop.clock.offsetMs += days * 24 * HOUR_MS + 2 * HOUR_MS;
    await runSweeps(shop);
    model.sweep(now());
  },
};

async function realPicture(): Promise<string[]> {
  const rows = await shop.db.query<{ line: string }>(
    `select 'user ' || user_id || ': ' || balance || ', owes ' || debt || ', holds ' || held as line
       from wallets where user_id = any ($1) order by user_id`,
    [model.users.map(({ id }) => id)],
  );
  const subscriptions = await shop.db.query<{ line: string }>(
    `select 'subscription ' || id || ': ' || case when state = 'released' then 'released'
       else 'until ' || to_char(expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI') end as line
       from subscriptions where id = any ($1) order by id`,
    [model.subscriptions.map(({ id }) => id)],
  );
  return [...rows, ...subscriptions].map(({ line }) => line);
}

/** Three users, each invited by the one before, in a shop where nothing else is sold, today. */
async function begin(): Promise<void> {
  model = new ShopModel();
  await send("/sandbox/reset", {});
  let code: string | undefined;
  for (let n = 0; n < 3; n++) {
    const { user_id: id, api_key: key } = await shop.newUser("0.00", "customer", code);
    code = (await shop.send("GET", "/referrals", { key })).body.code;
    model.users.push({ id, referrer: model.users.at(-1) ?? null, isBanned: false, balance: 0n, debt: 0n });
  }
}

/** Tells a story to shop and model; throws where they part, or after a command that `check` does not pass. */
async function tell(story: readonly Command[], check: () => Promise<void>): Promise<void> {
  await begin();
  for (const command of story) {
    await ACTS[command.kind](command);
    expect(await realPicture()).toEqual(model.picture());
    await check();
  }
}
const booksClose = () => requireClosedBooks(shop.db);

/** The keys of a literal are those that its type names. */
function kindsOf<T extends object>(acts: T): (keyof T)[] {
  return Object.keys(acts) as (keyof T)[];
}

const number = fc.nat({ max: 100_000 });
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom(...kindsOf(ACTS), "buy", "buy", "adjust", "open", "pay", "pay", "fail", "wait"),
  a: number,
  b: number,
  n: number,
});
const stories = fc.array(command, { minLength: COMMANDS, maxLength: COMMANDS, size: "max" });

test.each([
  ["its supplier is asked", false],
  ["its goods are its own", true],
])(
  `${RUNS} random stories of ${COMMANDS} money commands in a shop where %s: it agrees with the model and its books close`,
  async (_name, isOwn) => {
    hasOwnGoods = isOwn;
    Object.assign(shop.supplier, { ownGoods: isOwn });
    await fc.assert(
      fc.asyncProperty(stories, (story) => tell(story, booksClose)),
      {
        numRuns: RUNS,
        seed: Number(process.env.SOAK_SEED ?? 1),
        endOnFailure: true,
      },
    );
  },
  86_400_000,
);

test.each(Object.entries(PLANTED_DEFECTS))(
  "control: a shop where %s is noticed",
  async (_name, plant) => {
    hasOwnGoods = false;
    await shop.close();
    await openShop();
    for (const sql of plant) await shop.db.query(sql);
    const found = await fc.check(
      fc.asyncProperty(stories, (story) => tell(story, async () => undefined)),
      { numRuns: 8, seed: 1, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  },
  180_000,
);
