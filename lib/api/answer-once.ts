import { type Context, inside } from "@/lib/domain/context";
import { deliverOrder } from "@/lib/domain/orders/deliver";
import type { Placed } from "@/lib/domain/orders/place";
import { idempotencyOwner } from "@/lib/domain/principal";
import { AppError } from "@/lib/errors";
import { claimKey, readAnswer, type StoredAnswer, storeAnswer } from "@/lib/store/records";
import { Turns } from "@/lib/turns";
import { errorAnswer, STATUS } from "./errors";

/**
 * What is kept under an idempotency key: an order or a deposit, whose state is the answer, or a finished answer. An order
 * that was `Placed` is kept already.
 */
export type Kept =
  | Placed
  | { orderId: number }
  | { depositId: number }
  | { status: number; body: Record<string, unknown> };

export interface OnceRequest {
  key: string;
  fingerprint: string;
}

/** A quick supplier delivers in the same request; a slower one is answered 202 and followed. */
const DELIVERY_PATIENCE_MS = 3_000;

/**
 * Does money work once per principal and key. Claim, work and answer are one transaction; of a refusal decided by the
 * work (402, 409) nothing stays but the answer, which is kept; any other failure leaves nothing. Throws
 * `idempotency_key_reused`, `idempotency_in_progress`. `look` reads what the work is decided by; it is sent right behind
 * the claim, so it also looks for a replay, and must change nothing.
 */
export async function answerOnce<Sight = undefined>(
  ctx: Context,
  request: OnceRequest,
  work: (ctx: Context, sight?: Sight) => Promise<Kept>,
  look?: (ctx: Context) => Promise<Sight>,
): Promise<{ kept: Kept; isReplay: boolean }> {
  const claim = { principal: idempotencyOwner(ctx.principal), key: request.key };
  const once = (decide: typeof work, see?: typeof look) =>
    ctx.db.transact(async (tx) => {
      const inner = inside(ctx, tx);
      const claiming = { ...claim, fingerprint: request.fingerprint, now: ctx.clock.now() };
      const [isFirst, sight] = await Promise.all([claimKey(tx, claiming), see?.(inner)]);
      if (!isFirst)
        return { kept: replay(await readAnswer(tx, claim.principal, claim.key), request), isReplay: true };
      const kept = await decide(inner, sight);
      if (!("order" in kept)) await storeAnswer(tx, claim, kept);
      return { kept, isReplay: false };
    });
  // A refusal claims anew, after all of the work was rolled back: whoever came between has decided, and is replayed.
  const answer = await inTurn(ctx, () =>
    once(work, look).catch((error: unknown) => {
      const refusal = refusalOf(ctx, error);
      return once(async () => refusal);
    }),
  );
  const { kept, isReplay } = answer;
  const isSettled = "order" in kept && kept.order !== null;
  if (!isReplay && !isSettled && "orderId" in kept) await deliverWithin(ctx, kept.orderId);
  return answer;
}

function refusalOf(ctx: Context, error: unknown): Kept {
  if (!(error instanceof AppError) || ![402, 409].includes(STATUS[error.code])) throw error;
  const { status, body } = errorAnswer(error, { requestId: ctx.requestId, isMoney: true });
  return { status, body: { ...body } };
}

/** One works, and the next stands at the wallet's lock, so that the lock passes on without a way through here. */
const turns = new Turns(2);

/**
 * One user's purchases wait for each other anyhow, for the wallet's lock. Waiting here, before a transaction, keeps the
 * database's connections for others. It is no guard: other processes don't know of it.
 */
function inTurn<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const { boundUserId } = ctx.principal;
  return boundUserId === null ? work() : turns.take(`${boundUserId}`, work);
}

function replay(stored: StoredAnswer | null, request: OnceRequest): Kept {
  if (!stored)
    throw new AppError("idempotency_in_progress", "The first request with this key is under way.", {
      retryAfterSeconds: 1,
    });
  if (stored.fingerprint !== request.fingerprint) {
    throw new AppError("idempotency_key_reused", "This key was used for another request. Take a new one.");
  }
  if (stored.order_id !== null) return { orderId: stored.order_id };
  if (stored.deposit_id !== null) return { depositId: stored.deposit_id };
  if (stored.status === null || !stored.body) throw new Error("An answer was claimed and never kept.");
  return { status: stored.status, body: stored.body };
}

/** Delivers an order that was just placed, as long as a request may wait for it; the sweeper does the rest. */
export async function deliverWithin(ctx: Context, orderId: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, DELIVERY_PATIENCE_MS);
  });
  // A delivery that fails here is the sweeper's: the order and its job are committed.
  await Promise.race([deliverOrder(ctx, orderId).catch(() => undefined), patience]);
  clearTimeout(timer);
}
