import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorBody } from "@/lib/contract/fields";
import { buyStatic } from "@/lib/contract/orders";
import { BASE_PATH } from "@/lib/contract/route";
import { renewSubscription } from "@/lib/contract/subscriptions";
import type { Context } from "@/lib/domain/context";
import {
  buyStatic as buy,
  lookAtSale,
  readMaxPrice,
  requireCountry,
  type SaleSight,
} from "@/lib/domain/orders/buy";
import { type DryRun, tryOut } from "@/lib/domain/orders/dry-run";
import { renewSubscription as renew } from "@/lib/domain/orders/renew";
import { userInReach } from "@/lib/domain/principal";
import { findSubscription } from "@/lib/domain/subscriptions/card";
import { AppError } from "@/lib/errors";
import { formatUnitPrice, formatUsd } from "@/lib/money";
import { type OrderFacts, readOrder } from "@/lib/store/orders";
import { answerOnce, type Kept } from "../answer-once";
import type { ApiContext } from "../call";
import { errorAnswer } from "../errors";
import { handle } from "../openapi";
import { answerDeposit } from "../present-deposits";

/** Where money is spent. */
export const orderRoutes = [
  handle(buyStatic, async (call, c) => {
    const { ctx, body } = call;
    const country = requireCountry(body.country_name);
    const wish = {
      userId: await userInReach(ctx, body.user_id),
      category: body.category,
      country,
      quantity: body.quantity,
      autoRenew: body.auto_renew ?? false,
      maxPrice: readMaxPrice(body.max_price_usd),
    };
    if (call.query.dry_run === "true") {
      return c.json(
        presentDryRun(await tryOut(ctx, wish, (inner) => buy(inner, { ...wish, idempotencyKey: "dry-run" }))),
      );
    }
    const once = call.once();
    const purchase = { ...wish, idempotencyKey: once.key };
    const answer = await answerOnce(
      ctx,
      once,
      (inner, sight?: SaleSight) => buy(inner, purchase, sight),
      (inner) => lookAtSale(inner, purchase),
    );
    return answerKept(c, ctx, answer);
  }),

  handle(renewSubscription, async (call, c) => {
    const { ctx, body } = call;
    const subscription = await findSubscription(ctx, call.params.id);
    const maxPrice = readMaxPrice(body.max_price_usd);
    if (call.query.dry_run === "true") {
      const wish = { ...subscription, userId: subscription.user_id };
      return c.json(
        presentDryRun(
          await tryOut(ctx, wish, (inner) =>
            renew(inner, subscription, { maxPrice, idempotencyKey: "dry-run" }),
          ),
        ),
      );
    }
    const once = call.once();
    const answer = await answerOnce(ctx, once, (inner) =>
      renew(inner, subscription, { maxPrice, idempotencyKey: once.key }),
    );
    return answerKept(c, ctx, answer);
  }),
];

/** The answer under an idempotency key: an order's is derived from its state, so a replay can't tell another story. */
export async function answerKept(
  c: ApiContext,
  ctx: Context,
  answer: { kept: Kept; isReplay: boolean },
): Promise<Response> {
  if (answer.isReplay) c.header("Idempotent-Replayed", "true");
  const { status, body } = await presentKept(ctx, answer.kept);
  if (status === 202) {
    c.header("Location", `${BASE_PATH}/proxy/subscriptions/${body.subscription_id}`);
    c.header("Retry-After", "2");
  }
  return c.json(body, asStatus(status));
}

async function presentKept(
  ctx: Context,
  kept: Kept,
): Promise<{ status: number; body: Record<string, unknown> }> {
  if ("order" in kept && kept.order) return presentOrder(kept.order);
  if ("orderId" in kept) return presentOrder(await requireOrder(ctx, kept.orderId));
  return "depositId" in kept ? answerDeposit(ctx, kept.depositId) : kept;
}

/** Every status that we keep has a body; hono's type wants that said. */
function asStatus(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode;
}

async function requireOrder(ctx: Context, orderId: number): Promise<OrderFacts> {
  const order = await readOrder(ctx.db, orderId);
  if (!order) throw new Error(`Order ${orderId} is gone.`);
  return order;
}

function presentOrder(order: OrderFacts): { status: number; body: Record<string, unknown> } {
  if (order.state === "failed") return presentFailure(order);
  const isDone = order.state === "delivered";
  const common = {
    status: isDone ? "ok" : "provisioning",
    subscription_id: order.subscription_id,
    price_usd: order.price,
  };
  return {
    status: isDone ? 200 : 202,
    body:
      order.kind === "purchase"
        ? { ...common, order_id: order.id, quantity: order.quantity, country: order.country }
        : { ...common, new_expires_at: order.new_expires_at?.toISOString() ?? null },
  };
}

function presentFailure(order: OrderFacts): { status: number; body: Record<string, unknown> } {
  const { status, body } = failureOf(order);
  return { status, body: { ...body } };
}

/** Why an order failed, as an error's answer. */
export function failureOf(order: OrderFacts): { status: number; body: ErrorBody } {
  const code = order.failure ?? "provider_failed";
  const error = new AppError(code, "The supplier could not deliver. Your money is back on the balance.", {
    price_usd: order.price,
  });
  return errorAnswer(error, { requestId: order.request_id, isMoney: true });
}

function presentDryRun(result: DryRun) {
  return {
    dry_run: true as const,
    price_usd: formatUsd(result.price),
    unit_price_usd: formatUnitPrice(result.unit),
    balance_after_usd: formatUsd(result.balanceAfter),
    available: result.problem === null || result.problem === "insufficient",
    problem: result.problem,
  };
}
