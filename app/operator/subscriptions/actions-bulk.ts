"use server";

import { z } from "zod";
import type { ItemEnd } from "@/components/form/use-bulk-run";
import { moneyText } from "@/components/format/money";
import { call } from "@/lib/client";
import {
  previewRefund,
  refundSubscription,
  resumeSubscription,
  suspendSubscription,
} from "@/lib/contract/admin-subscriptions";
import { getLocale, getT } from "@/lib/messages/server";
import { formatUsd, parseUsd } from "@/lib/money";
import { itemEnd } from "../item-end";

const id = z.number().int().positive();
const reason = z.string().max(1000);
const idempotencyKey = z.string().regex(/^[\da-f-]{32,36}$/);

/** Suspends one of many. */
export async function suspendOne(input: { id: number; reason: string }): Promise<ItemEnd> {
  const wish = z.strictObject({ id, reason }).parse(input);
  const t = await getT("operatorBulk");
  const wanted = { params: { id: String(wish.id) }, body: { reason: wish.reason } };
  return itemEnd(await call(suspendSubscription, wanted), () => t("suspend.done"));
}

/** Lets one of many work again. */
export async function resumeOne(input: { id: number; reason: string }): Promise<ItemEnd> {
  const wish = z.strictObject({ id, reason }).parse(input);
  const t = await getT("operatorBulk");
  const wanted = { params: { id: String(wish.id) }, body: { reason: wish.reason } };
  return itemEnd(await call(resumeSubscription, wanted), () => t("resume.done"));
}

/** Gives back what lies ahead of one of many and releases it. */
export async function refundOne(input: {
  id: number;
  reason: string;
  idempotencyKey: string;
}): Promise<ItemEnd> {
  const wish = z.strictObject({ id, reason, idempotencyKey }).parse(input);
  const [t, locale] = await Promise.all([getT("operatorBulk"), getLocale()]);
  const wanted = {
    params: { id: String(wish.id) },
    body: { portion: "unused" as const, reason: wish.reason },
  };
  const result = await call(refundSubscription, wanted, { idempotencyKey: wish.idempotencyKey });
  return itemEnd(result, ({ refunded_usd }) => t("refund.done", { amount: moneyText(refunded_usd, locale) }));
}

/** What a refund of the unused parts of all of them would give back now. */
export async function sumOfRefunds(ids: number[]): Promise<string> {
  const wanted = z.array(id).max(100).parse(ids);
  const found = await Promise.all(wanted.map((one) => call(previewRefund, { params: { id: String(one) } })));
  return formatUsd(
    found.reduce((sum, result) => sum + (result.ok ? parseUsd(result.answer.unused_usd) : 0n), 0n),
  );
}
