"use server";

import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { moneyText } from "@/components/format/money";
import { call } from "@/lib/client";
import {
  addTraffic,
  grantSubscription,
  refundSubscription,
  resumeSubscription,
  suspendSubscription,
} from "@/lib/contract/admin-subscriptions";
import { CATEGORIES } from "@/lib/contract/catalog";
import { getLocale, getT } from "@/lib/messages/server";
import { atUser } from "../at-user";

const named = z.object({ id: z.string(), name: z.string(), reason: z.string() });
const granted = z.object({
  user_id: z.string(),
  category: z.enum(CATEGORIES),
  country_name: z.string(),
  quantity: z.string(),
  days: z.string(),
  reason: z.string(),
  idempotency_key: z.string(),
});

/** Gives a user a subscription, free of charge, and goes to its card. */
export async function grant(_: ActEnd, form: FormData): Promise<ActEnd> {
  const {
    country_name,
    days,
    idempotency_key: idempotencyKey,
    ...wish
  } = granted.parse(Object.fromEntries(form));
  const body = {
    ...wish,
    user_id: Number(wish.user_id),
    quantity: Number(wish.quantity),
    ...(country_name.trim() ? { country_name: country_name.trim() } : {}),
    ...(days ? { days: Number(days) } : {}),
  };
  const [t, users, answer] = await Promise.all([
    getT("operatorSubscriptions"),
    getT("operatorUsers"),
    call(grantSubscription, { body }, { idempotencyKey }),
  ]);
  const result = atUser(answer, users("noSuch"));
  return actEnd(result, t("granted"), result.ok ? `/operator/subscriptions/${result.answer.id}` : undefined);
}

/** Stops a subscription's proxies. */
export async function suspend(_: ActEnd, form: FormData): Promise<ActEnd> {
  const { id, name, reason } = named.parse(Object.fromEntries(form));
  const t = await getT("operatorSubscriptions");
  return actEnd(
    await call(suspendSubscription, { params: { id }, body: { reason } }),
    t("suspended", { name }),
  );
}

/** Lets a suspended subscription work again. */
export async function resume(_: ActEnd, form: FormData): Promise<ActEnd> {
  const { id, name, reason } = named.parse(Object.fromEntries(form));
  const t = await getT("operatorSubscriptions");
  return actEnd(await call(resumeSubscription, { params: { id }, body: { reason } }), t("resumed", { name }));
}

/** Gives money back and releases the subscription. */
export async function refund(_: ActEnd, form: FormData): Promise<ActEnd> {
  const {
    id,
    reason,
    portion,
    idempotency_key: idempotencyKey,
  } = named
    .extend({ portion: z.enum(["full", "unused"]), idempotency_key: z.string() })
    .parse(Object.fromEntries(form));
  const [t, locale, result] = await Promise.all([
    getT("operatorSubscriptions"),
    getLocale(),
    call(refundSubscription, { params: { id }, body: { portion, reason } }, { idempotencyKey }),
  ]);
  const amount = result.ok ? moneyText(result.answer.refunded_usd, locale) : "";
  return actEnd(result, t("refunded", { amount }));
}

/** Adds traffic to a rotating subscription. */
export async function giveTraffic(_: ActEnd, form: FormData): Promise<ActEnd> {
  const fields = named.extend({ quantity: z.string(), idempotency_key: z.string() });
  const { id, reason, quantity, idempotency_key: idempotencyKey } = fields.parse(Object.fromEntries(form));
  const t = await getT("operatorSubscriptions");
  const body = { quantity: Number(quantity), reason };
  return actEnd(await call(addTraffic, { params: { id }, body }, { idempotencyKey }), t("trafficAdded"));
}
