"use server";

import { z } from "zod";
import type { ItemEnd } from "@/components/form/use-bulk-run";
import { moneyText } from "@/components/format/money";
import { call, type Result } from "@/lib/client";
import {
  DEPOSIT_STATUSES,
  getAnyDeposit,
  markDepositCompleted,
  markDepositFailed,
  type OperatorDeposit,
} from "@/lib/contract/deposits";
import { getLocale, getT } from "@/lib/messages/server";
import { isStateRefused, itemEnd } from "../item-end";

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

/** Credits one of many with the amount of its invoice. One that is credited is done, whoever did it. */
export async function completeOne(input: DepositWish): Promise<ItemEnd> {
  const [t, locale, result] = await Promise.all([
    getT("operatorBulk"),
    getLocale(),
    decide(markDepositCompleted, input),
  ]);
  const amountOf = ({ received_usd, amount_usd }: OperatorDeposit) => ({
    amount: moneyText(received_usd ?? amount_usd, locale),
  });
  return (
    (await endFaster(result, input.id, "completed", (now) => t("complete.already", amountOf(now)))) ??
    itemEnd(result, (now) => t("complete.done", amountOf(now)))
  );
}

/** Ends one of many without its money. One that has failed is done, whoever did it. */
export async function failOne(input: DepositWish): Promise<ItemEnd> {
  const [t, result] = await Promise.all([getT("operatorBulk"), decide(markDepositFailed, input)]);
  return (
    (await endFaster(result, input.id, "failed", () => t("fail.already"))) ??
    itemEnd(result, () => t("fail.done"))
  );
}

function decide(route: typeof markDepositCompleted | typeof markDepositFailed, input: DepositWish) {
  const { id, status, reason, idempotencyKey } = depositWish.parse(input);
  const wanted = { params: { tx: String(id) }, body: { expected_status: status, reason } };
  return call(route, wanted, { idempotencyKey });
}

/** Where somebody was faster: done when it came out as wished, or else said so. */
async function endFaster(
  result: Result<unknown>,
  id: number,
  wished: OperatorDeposit["status"],
  already: (now: OperatorDeposit) => string,
): Promise<ItemEnd | null> {
  if (!isStateRefused(result)) return null;
  const now = await call(getAnyDeposit, { params: { tx: String(id) } });
  if (now.ok && now.answer.status === wished) return { end: "done", text: already(now.answer) };
  const t = await getT("operatorBulk");
  return { end: "failed", text: t("faster") };
}
