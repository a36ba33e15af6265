import { addDays } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { parseUsd, type Usd } from "@/lib/money";
import {
  type DueRenewalRow,
  lockDueRenewal,
  noteTry,
  type Place,
  type RenewalTermsRow,
  readRenewalTerms,
} from "@/lib/store/renewals";
import { readSubscription } from "@/lib/store/subscriptions";
import { readWallet } from "@/lib/store/wallets";
import { type Business, type Context, inside, recordAudit } from "../context";
import { mailRenewalFailed } from "../mail/enqueue";
import { nameOf } from "../mail/remind";
import { deliverOrder } from "../orders/deliver";
import type { Placed } from "../orders/place";
import { GRACE_DAYS, placeRenewal } from "../orders/renew";
import { asSystem } from "../system";
import { TRY_AHEAD_DAYS } from "./ahead";

/** From the contract: tried every hour, and whenever money comes in. */
const RETRY_MS = 3_600_000;
/** From the contract: a higher price is charged a week after it was announced, or after a yes. */
export const NOTICE_DAYS = 7;
const LANES = 4;

/**
 * Renews what is due, one charge per period: each in a transaction of its own that has locked it, so any number of
 * processes may do this at once and may die at any point. Does nothing while the kill switch is on.
 */
export async function renewDue(ctx: Business): Promise<void> {
  if (!ctx.moneyEnabled) return;
  const place: Place = { expiresAt: new Date(0), id: 0 };
  // Mostly there is none, and one look is enough to know.
  if (!(await renewNext(asSystem(ctx), place))) return;
  const lane = async () => {
    while (await renewNext(asSystem(ctx), place)) {
      // Each turn is one renewal.
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const { reason } of lanes.filter((end) => end.status === "rejected")) throw reason;
}

/** Renews the next one after `place`; false when there is none. */
async function renewNext(ctx: Context, place: Place): Promise<boolean> {
  const now = ctx.clock.now();
  const ends = { now, after: addDays(now, -GRACE_DAYS), until: addDays(now, TRY_AHEAD_DAYS) };
  const orderId = await ctx.db.transact(async (tx) => {
    const due = await lockDueRenewal(tx, ends, place);
    if (!due) return null;
    if (isAhead(due, place)) Object.assign(place, { expiresAt: due.expires_at, id: due.id });
    return tryRenewal(inside(ctx, tx), due);
  });
  // A delivery that fails here is the settling job's: the order and that job are committed.
  if (orderId)
    await deliverOrder(ctx, orderId).catch((error: unknown) =>
      log("warn", "renewal.undelivered", { orderId, error }),
    );
  return orderId !== null;
}

function isAhead(due: DueRenewalRow, place: Place): boolean {
  const difference = due.expires_at.getTime() - place.expiresAt.getTime();
  return difference > 0 || (difference === 0 && due.id > place.id);
}

/** Places the renewal's order and answers its id, or notes what is in the way and answers 0. */
async function tryRenewal(ctx: Context, due: DueRenewalRow): Promise<number> {
  // Locked before the attempt, which gives its own locks back when it fails: money can't slip in before the note.
  await readWallet(ctx.db, due.user_id, true);
  const terms = await readRenewalTerms(ctx.db, due);
  const nextTryAt = new Date(ctx.clock.now().getTime() + RETRY_MS);
  try {
    const { orderId } = await ctx.db.transact((savepoint) => place(inside(ctx, savepoint), due, terms));
    await noteTry(ctx.db, due, { problem: null, nextTryAt });
    return orderId;
  } catch (error) {
    const problem = error instanceof AppError ? error.code : "internal";
    if (problem === "internal") log("error", "renewal.failed", { subscriptionId: due.id, error });
    await noteTry(ctx.db, due, { problem, nextTryAt });
    if (problem !== terms.problem) await recordProblem(ctx, due, problem, error);
    if (problem === "insufficient") await tellMissing(ctx, due, error);
    return 0;
  }
}

async function place(ctx: Context, due: DueRenewalRow, terms: RenewalTermsRow): Promise<Placed> {
  const subscription = await readSubscription(ctx.db, due.id);
  if (!subscription) throw new Error(`Subscription ${due.id} is gone.`);
  return placeRenewal(ctx, subscription, {
    maxPrice: highestPrice(terms, ctx.clock.now()),
    idempotencyKey: `auto-renew:${due.id}:${due.expires_at.toISOString()}:${terms.failed}`,
  });
}

/** What may be charged without asking: the last price, one said yes to, or one announced a week ago. */
function highestPrice(terms: RenewalTermsRow, now: Date): Usd {
  const isNoticed = terms.announced_at !== null && addDays(terms.announced_at, NOTICE_DAYS) <= now;
  return [terms.price, terms.accepted_price, isNoticed ? terms.announced_price : null]
    .map((text) => parseUsd(text ?? "0.00"))
    .reduce((highest, price) => {
      if (price > highest) return price;
      return highest;
    });
}

/** A mail that says what is missing; once per term, however often it is tried. */
async function tellMissing(ctx: Context, due: DueRenewalRow, error: unknown): Promise<void> {
  const subscription = await readSubscription(ctx.db, due.id);
  const { price_usd = "0.00", balance_usd = "0.00" } = error instanceof AppError ? error.details : {};
  if (!subscription) return;
  await mailRenewalFailed(ctx, {
    userId: due.user_id,
    subscriptionId: due.id,
    name: nameOf(subscription),
    expiresAt: due.expires_at,
    price: parseUsd(price_usd),
    balance: parseUsd(balance_usd),
  });
}

/** Once per problem, not every hour: the activity is for people. */
function recordProblem(ctx: Context, due: DueRenewalRow, problem: string, error: unknown): Promise<void> {
  const { price_usd, shortfall_usd } = error instanceof AppError ? error.details : {};
  return recordAudit(ctx, {
    action: "subscription.renewal_failed",
    subject: "subscription",
    subjectId: due.id,
    userId: due.user_id,
    facts: {
      problem,
      period_end: due.expires_at.toISOString(),
      ...(price_usd ? { price_usd } : {}),
      ...(shortfall_usd ? { shortfall_usd } : {}),
    },
  });
}
