import { afterAll, beforeAll, expect, test } from "vitest";
import { formatUsd } from "@/lib/money";
import {
  type Answer,
  createTestBusiness,
  requireClosedBooks,
  type TestBusiness,
} from "@/lib/testing/business";
import { freshKey, markDeposit, openDeposit, pay } from "@/lib/testing/payer";

let shop: TestBusiness;
let operatorKey: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
});
afterAll(() => shop.close());

const IP_PRICE = 120n;
const STOCK = 60;

interface ModelUser {
  id: number;
  referrer: ModelUser | null;
  isBanned: boolean;
  balance: bigint;
  debt: bigint;
}
interface ModelDeposit {
  user: ModelUser;
  tx: number;
  externalId: string;
  amount: bigint;
  state: "open" | "failed" | "credited" | "reversed";
  received: bigint;
  earned: bigint;
}

const least = (...amounts: [bigint, bigint]) => amounts.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? 0n;
const users: ModelUser[] = [];
const deposits: ModelDeposit[] = [];
let sold = 0;

/** The rules as a child would keep them: no postings, no transactions, two figures a user. */
const RULES = {
  credit(user: ModelUser, amount: bigint) {
    user.balance += amount;
    const paid = least(user.balance, user.debt);
    user.balance -= paid;
    user.debt -= paid;
  },
  takeBack(user: ModelUser, amount: bigint) {
    const taken = least(user.balance, amount);
    user.balance -= taken;
    user.debt += amount - taken;
  },
  share: (received: bigint) => (received + 5n) / 10n,
  earns: (referrer: ModelUser) => !referrer.isBanned,
  creditsAgain: (deposit: ModelDeposit) => deposit.state === "open" || deposit.state === "failed",
};
let rules = RULES;

function complete(deposit: ModelDeposit, received: bigint): void {
  if (!rules.creditsAgain(deposit)) return;
  deposit.state = "credited";
  deposit.received = received;
  rules.credit(deposit.user, received);
  const { referrer } = deposit.user;
  if (!referrer || !rules.earns(referrer)) return;
  deposit.earned = rules.share(received);
  rules.credit(referrer, deposit.earned);
}

function fail(deposit: ModelDeposit): void {
  if (deposit.state === "open") deposit.state = "failed";
}

function reverse(deposit: ModelDeposit): void {
  if (deposit.state !== "credited") {
    fail(deposit);
    return;
  }
  deposit.state = "reversed";
  rules.takeBack(deposit.user, deposit.received);
  if (deposit.user.referrer && deposit.earned) rules.takeBack(deposit.user.referrer, deposit.earned);
}

let seed = 1;
/** 0 to `below` − 1, the same on every run. */
function draw(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}
function oneOf<T>(items: readonly T[]): T {
  const item = items[draw(items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}
const someAmount = () => BigInt(100 + draw(5_000));

const COMMANDS: Record<string, () => Promise<unknown>> = {
  async open() {
    const user = oneOf(users);
    const amount = someAmount();
    const wish = { user_id: user.id, amount_usd: formatUsd(amount) };
    const { body } = await openDeposit(shop, operatorKey, wish);
    const names = { tx: body.transaction_id, externalId: body.external_id };
    deposits.push({ user, ...names, amount, state: "open", received: 0n, earned: 0n });
  },
  async pay() {
    const deposit = oneOf(deposits);
    await pay(shop, deposit.externalId, oneOf(["pay", "pay-late"] as const));
    complete(deposit, deposit.amount);
  },
  async fail() {
    const deposit = oneOf(deposits);
    await pay(shop, deposit.externalId, "fail");
    fail(deposit);
  },
  async markCompleted() {
    const deposit = oneOf(deposits);
    const received = someAmount();
    const answer = await markDeposit(shop, operatorKey, deposit.tx, "completed", {
      received_usd: formatUsd(received),
    });
    expect(answer.status).toBe(deposit.state === "reversed" ? 409 : 200);
    complete(deposit, received);
  },
  async markFailed() {
    const deposit = oneOf(deposits);
    expect((await markDeposit(shop, operatorKey, deposit.tx, "failed")).status).toBe(200);
    reverse(deposit);
  },
  async adjust() {
    const user = oneOf(users);
    const amount = oneOf([1n, -1n]) * someAmount();
    const answer = await send(`/admin/users/${user.id}/balance`, {
      amount_usd: formatUsd(amount),
      reason: "Model",
    });
    const isCovered = amount > 0n || user.balance + amount >= 0n;
    expect(answer.status).toBe(isCovered ? 200 : 402);
    if (amount > 0n) rules.credit(user, amount);
    else if (isCovered) user.balance += amount;
  },
  async buy() {
    const user = oneOf(users);
    if (sold === STOCK) return;
    const wish = { category: "datacenter", country_name: "US", quantity: 1, user_id: user.id };
    const answer = await send("/proxy/static", wish);
    expect(answer.status).toBe(user.balance >= IP_PRICE ? 200 : 402);
    if (user.balance < IP_PRICE) return;
    user.balance -= IP_PRICE;
    sold += 1;
  },
  async ban() {
    const user = oneOf(users);
    user.isBanned = !user.isBanned;
    await send(`/admin/users/${user.id}/ban`, { banned: user.isBanned, reason: "Model" });
  },
};

function send(path: string, body: object): Promise<Answer> {
  return shop.send("POST", path, { key: operatorKey, body, idempotencyKey: freshKey() });
}

/** Three users, each invited by the one before, and one deposit to begin with. */
async function begin(): Promise<void> {
  [users.length, deposits.length, seed] = [0, 0, 1];
  let referrer: ModelUser | null = null;
  let code: string | undefined;
  for (let n = 0; n < 3; n++) {
    const { user_id: id, api_key: key } = await shop.newUser("0.00", "customer", code);
    code = (await shop.send("GET", "/referrals", { key })).body.code;
    const user: ModelUser = { id, referrer, isBanned: false, balance: 0n, debt: 0n };
    users.push(user);
    referrer = user;
  }
  await COMMANDS.open?.();
}

async function readWallets(): Promise<string[]> {
  const rows = await shop.db.query<{ text: string }>(
    "select balance || ' and ' || debt || ' owed' as text from wallets where user_id = any ($1) order by user_id",
    [users.map(({ id }) => id)],
  );
  return rows.map(({ text }) => text);
}

/** Runs random commands until shop and model disagree; answers where, or `null`. */
async function firstDisagreement(steps: number): Promise<string | null> {
  await begin();
  for (let step = 0; step < steps; step++) {
    const name = oneOf(Object.keys(COMMANDS));
    await COMMANDS[name]?.();
    const real = await readWallets();
    const wanted = users.map((user) => `${formatUsd(user.balance)} and ${formatUsd(user.debt)} owed`);
    if (real.join() !== wanted.join()) return `step ${step}: ${name}: ${real}, not ${wanted}`;
    if (step % 50 === 0) await requireClosedBooks(shop.db);
  }
  await requireClosedBooks(shop.db);
  return null;
}

test("200 random money commands leave every wallet as the model says, and the books close", async () => {
  expect(await firstDisagreement(200)).toBeNull();
  const states = new Set(deposits.map(({ state }) => state));
  expect([...states].sort()).toEqual(["credited", "failed", "open", "reversed"]);
}, 120_000);

const MUTANTS: Record<string, Partial<typeof RULES>> = {
  "money in leaves a debt alone": {
    credit(user, amount) {
      user.balance += amount;
    },
  },
  "what is not there is forgotten": {
    takeBack(user, amount) {
      user.balance -= least(user.balance, amount);
    },
  },
  "a share is rounded down": { share: (received) => received / 10n },
  "a banned referrer earns": { earns: () => true },
  "a reversed deposit is credited again": { creditsAgain: (deposit) => deposit.state !== "credited" },
};

test.each(Object.entries(MUTANTS))("control: a shop where %s would be noticed", async (_name, mutant) => {
  rules = { ...RULES, ...mutant };
  // A status that differs from the model's is a disagreement too.
  const disagreement = await firstDisagreement(200).catch((error: Error) => error.message);
  rules = RULES;
  expect(disagreement).not.toBeNull();
});
