"use server";

import { z } from "zod";
import type { ItemEnd } from "@/components/form/use-bulk-run";
import { moneyText } from "@/components/format/money";
import { call, type Result } from "@/lib/client";
import {
  DEPOSIT_STATUSES,
  markDepositCompleted,
  markDepositFailed,
  type OperatorDeposit,
} from "@/lib/contract/deposits";
import { getLocale, getT } from "@/lib/messages/server";
import { itemEnd } from "../item-end";

export interface DepositWish {
  id: number;
  /** What the operator saw. */
  status: OperatorDeposit["status"];
  reason: string;
  idempotencyKey: string;
}

const depositWish = z.strictObject({
  id: z.number().int().positive(),
  status: z.enum(DEPOSIT_STATUSES),
  reason: z.string().max(1000),
  idempotencyKey: z.string().regex(/^[\da-f-]{32,36}$/),
});

/** Credits one of many with the amount of its invoice. */
export async function completeOne(input: DepositWish): Promise<ItemEnd> {
  const [t, locale, result] = await Promise.all([
    getT("operatorBulk"),
    getLocale(),
    decide(markDepositCompleted, input),
  ]);
  return (
    tellFaster(result, t("faster")) ??
    itemEnd(result, ({ received_usd, amount_usd }) =>
      t("complete.done", { amount: moneyText(received_usd ?? amount_usd, locale) }),
    )
  );
}

/** Ends one of many without its money. */
export async function failOne(input: DepositWish): Promise<ItemEnd> {
  const [t, result] = await Promise.all([getT("operatorBulk"), decide(markDepositFailed, input)]);
  return tellFaster(result, t("faster")) ?? itemEnd(result, () => t("fail.done"));
}

function decide(route: typeof markDepositCompleted | typeof markDepositFailed, input: DepositWish) {
  const { id, status, reason, idempotencyKey } = depositWish.parse(input);
  const wanted = { params: { tx: String(id) }, body: { expected_status: status, reason } };
  return call(route, wanted, { idempotencyKey });
}

function tellFaster(result: Result<unknown>, text: string): ItemEnd | null {
  return !result.ok && result.error.code === "invalid_state" ? { end: "failed", text } : null;
}
