"use server";

import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { call, type Result } from "@/lib/client";
import { DEPOSIT_STATUSES, markDepositCompleted, markDepositFailed } from "@/lib/contract/deposits";
import { getT } from "@/lib/messages/server";
import { amountOf } from "@/lib/typed-amount";

const text = z.string().max(1000);
const decision = {
  tx: z.string().regex(/^[1-9]\d{0,14}$/),
  expected_status: z.enum(DEPOSIT_STATUSES),
  reason: text,
  reference: text,
  idempotency_key: z.string().max(200),
};

/** Credits a deposit with what came in. */
export async function complete(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ ...decision, received_usd: text }).parse(Object.fromEntries(form));
  const { tx, idempotency_key: idempotencyKey, received_usd, ...rest } = wish;
  const body = { ...bodyOf(rest), received_usd: amountOf(received_usd) };
  const result = await call(markDepositCompleted, { params: { tx }, body }, { idempotencyKey });
  const t = await getT("operatorDeposits");
  return actEnd(tellFaster(result, t("faster")), t("complete.done", { id: tx }));
}

/** Ends a deposit without its money, or takes a credited one back. */
export async function fail(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object(decision).parse(Object.fromEntries(form));
  const { tx, idempotency_key: idempotencyKey, ...rest } = wish;
  const result = await call(markDepositFailed, { params: { tx }, body: bodyOf(rest) }, { idempotencyKey });
  const t = await getT("operatorDeposits");
  const done = t(rest.expected_status === "completed" ? "takeBack.done" : "fail.done", { id: tx });
  return actEnd(tellFaster(result, t("faster")), done);
}

function bodyOf<T extends { reference: string }>({ reference, ...rest }: T) {
  const named = reference.trim();
  return { ...rest, ...(named ? { reference: named } : {}) };
}

/** The API refuses a decision on an older state; says so in words. */
function tellFaster<T>(result: Result<T>, reason: string): Result<T> {
  if (result.ok || result.error.code !== "invalid_state") return result;
  return { ...result, error: { ...result.error, reason } };
}
