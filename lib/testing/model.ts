import { formatUsd, type Usd } from "@/lib/money";

const DAY_MS = 86_400_000;
export const TERM_MS = 30 * DAY_MS;
const GRACE_MS = 3 * DAY_MS;

/** The prices of the model's shop in ten-thousandths of a dollar: some have less than a cent. */
const TIERS = [
  { from: 3, unit: 11_111n },
  { from: 1, unit: 12_350n },
] as const;

export interface ModelUser {
  id: number;
  referrer: ModelUser | null;
  isBanned: boolean;
  balance: Usd;
  debt: Usd;
}

export interface ModelSubscription {
  id: number;
  user: ModelUser;
  price: Usd;
  auto: boolean;
  endsAt: number;
  isReleased: boolean;
  /** What was paid, and until when; a refund empties it. */
  terms: { price: Usd; endsAt: number }[];
}

export interface ModelDeposit {
  user: ModelUser;
  tx: number;
  externalId: string;
  amount: Usd;
  state: "open" | "failed" | "credited" | "reversed";
  earned: Usd;
}

/** Price of a quantity: whole cents, half a cent goes up. */
export function modelPrice(quantity: number): Usd {
  const tier = TIERS.find(({ from }) => quantity >= from) ?? TIERS[1];
  const exact = tier.unit * BigInt(quantity);
  const cents = exact / 100n;
  return exact % 100n >= 50n ? cents + 1n : cents;
}

export const MODEL_TIERS = TIERS.map(({ from, unit }) => ({
  min_quantity: from,
  unit_price_usd: `${unit / 10_000n}.${String(unit % 10_000n).padStart(4, "0")}`,
})).toReversed();

/** The rules of money as a child would keep them: no postings, no holds, a few figures per person and thing. */
export class ShopModel {
  readonly users: ModelUser[] = [];
  readonly subscriptions: ModelSubscription[] = [];
  readonly deposits: ModelDeposit[] = [];

  credit(user: ModelUser, amount: Usd): void {
    user.balance += amount;
    const paid = least(user.balance, user.debt);
    user.balance -= paid;
    user.debt -= paid;
  }

  takeBack(user: ModelUser, amount: Usd): void {
    const taken = least(user.balance, amount);
    user.balance -= taken;
    user.debt += amount - taken;
  }

  complete(deposit: ModelDeposit): void {
    if (deposit.state !== "open" && deposit.state !== "failed") return;
    deposit.state = "credited";
    this.credit(deposit.user, deposit.amount);
    const { referrer } = deposit.user;
    if (!referrer || referrer.isBanned) return;
    deposit.earned = (deposit.amount + 5n) / 10n;
    this.credit(referrer, deposit.earned);
  }

  /** Fails an open one, takes a credited one back. */
  fail(deposit: ModelDeposit, mayReverse: boolean): void {
    if (deposit.state === "open") deposit.state = "failed";
    if (deposit.state !== "credited" || !mayReverse) return;
    deposit.state = "reversed";
    this.takeBack(deposit.user, deposit.amount);
    if (deposit.user.referrer && deposit.earned) this.takeBack(deposit.user.referrer, deposit.earned);
  }

  canRenew(subscription: ModelSubscription, now: number): boolean {
    return !subscription.isReleased && subscription.endsAt + GRACE_MS > now;
  }

  pay(subscription: ModelSubscription, now: number): void {
    const { user, price } = subscription;
    user.balance -= price;
    subscription.endsAt = Math.max(subscription.endsAt, now) + TERM_MS;
    subscription.terms.push({ price, endsAt: subscription.endsAt });
  }

  refundable(subscription: ModelSubscription, now: number): Usd {
    if (subscription.isReleased) return 0n;
    return subscription.terms
      .filter(({ endsAt }) => endsAt > now)
      .reduce((sum, { price }) => sum + price, 0n);
  }

  /** What the sweepers do at a moment: renewals that are due first, then ends. */
  sweep(now: number): void {
    for (const one of this.subscriptions) {
      const isDue = one.auto && one.endsAt - DAY_MS <= now && this.canRenew(one, now);
      if (isDue && !one.user.isBanned && one.user.balance >= one.price) this.pay(one, now);
    }
    for (const one of this.subscriptions) if (one.endsAt + GRACE_MS <= now) one.isReleased = true;
  }

  /** All that has to be equal in the shop. */
  picture(): string[] {
    return [
      ...this.users.map(
        ({ id, balance, debt }) => `user ${id}: ${formatUsd(balance)}, owes ${formatUsd(debt)}, holds 0.00`,
      ),
      ...this.subscriptions.map(
        ({ id, endsAt, isReleased }) =>
          `subscription ${id}: ${isReleased ? "released" : `until ${new Date(endsAt).toISOString().slice(0, 16)}`}`,
      ),
    ];
  }
}

function least(a: Usd, b: Usd): Usd {
  return a < b ? a : b;
}
