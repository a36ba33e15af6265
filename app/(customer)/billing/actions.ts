"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { newIdempotencyKey } from "@/components/form/idempotency-key";
import { call } from "@/lib/client";
import { createDeposit } from "@/lib/contract/deposits";
import { listHref } from "@/lib/list-url";
import { safeNext } from "@/lib/session/current";
import { amountOf } from "@/lib/typed-amount";

const wished = z.object({
  amount_usd: z.string().max(100).catch(""),
  provider: z.string().max(100).catch(""),
  next: z.string().max(2000).catch(""),
  idempotency_key: z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/)
    .catch(() => newIdempotencyKey()),
});

/** Opens an invoice and leads to its page, which keeps the way back. The same key is the same invoice. */
export async function topUp(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = wished.parse(Object.fromEntries(form));
  const body = { provider: wish.provider, amount_usd: amountOf(wish.amount_usd) };
  const result = await call(createDeposit, { body }, { idempotencyKey: wish.idempotency_key });
  if (!result.ok) return actEnd(result, "");
  const { provider, external_id: name, transaction_id } = result.answer;
  if (name === null) redirect(`/receipts/${transaction_id}`);
  const next = safeNext(wish.next);
  redirect(
    listHref(`/deposits/${provider}/${encodeURIComponent(name)}`, { next: next === "/" ? undefined : next }),
  );
}
