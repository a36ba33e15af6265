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
import { getSubscription, type Subscription } from "@/lib/contract/subscriptions";
import { getLocale, getT } from "@/lib/messages/server";
import { formatUsd, parseUsd } from "@/lib/money";
import { isStateRefused, itemEnd } from "../item-end";

const id = z.number().int().positive();
const reason = z.string().max(1000);
const idempotencyKey = z.string().regex(/^[\da-f-]{32,36}$/);

/** Suspends one of many. One that stands suspended is done: these acts have no key that would tell a repeat. */
export async function suspendOne(input: { id: number; reason: string }): Promise<ItemEnd> {
  const wish = z.strictObject({ id, reason }).parse(input);
  const t = await getT("operatorBulk");
  const wanted = { params: { id: String(wish.id) }, body: { reason: wish.reason } };
  const result = await call(suspendSubscription, wanted);
  if (isStateRefused(result) && (await isIn(wish.id, ["suspended"])))
    return { end: "done", text: t("suspend.already") };
  return itemEnd(result, () => t("suspend.done"));
}

/** Lets one of many work again. One that is not suspended any more is done. */
export async function resumeOne(input: { id: number; reason: string }): Promise<ItemEnd> {
  const wish = z.strictObject({ id, reason }).parse(input);
  const t = await getT("operatorBulk");
  const wanted = { params: { id: String(wish.id) }, body: { reason: wish.reason } };
  const result = await call(resumeSubscription, wanted);
  if (isStateRefused(result) && (await isIn(wish.id, ["active", "expired"])))
    return { end: "done", text: t("resume.already") };
  return itemEnd(result, () => t("resume.done"));
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

async function isIn(subscriptionId: number, states: readonly Subscription["status"][]): Promise<boolean> {
  const found = await call(getSubscription, { params: { id: String(subscriptionId) } });
  return found.ok && states.includes(found.answer.status);
}
