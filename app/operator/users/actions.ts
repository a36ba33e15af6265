"use server";

import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { moneyText } from "@/components/format/money";
import { call } from "@/lib/client";
import { adjustBalance, setBan } from "@/lib/contract/admin";
import { changeUser, resetTwoFactor as resetTwoFactorOf, signOutUser } from "@/lib/contract/admin-users";
import { getLocale, getT } from "@/lib/messages/server";
import { confirmWithPassword } from "@/lib/session/current";
import { amountOf } from "@/lib/typed-amount";

const text = z.string().max(5000);
const target = {
  user_id: z.string().regex(/^[1-9]\d{0,14}$/),
  who: text,
  idempotency_key: z.string().max(200),
};

/** Moves a balance for a reason. */
export async function adjust(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ ...target, amount_usd: text, reason: text }).parse(Object.fromEntries(form));
  const { user_id: id, idempotency_key: idempotencyKey, amount_usd, reason } = wish;
  const [t, locale, result] = await Promise.all([
    getT("operatorUsers"),
    getLocale(),
    call(
      adjustBalance,
      { params: { id }, body: { amount_usd: amountOf(amount_usd), reason } },
      { idempotencyKey },
    ),
  ]);
  const now = result.ok ? result.answer.balance_usd : "0.00";
  return actEnd(result, t("adjust.done", { amount: moneyText(now, locale) }));
}

/** Bans a user, with a reason for them and evidence for us. */
export async function ban(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ ...target, reason: text, evidence: text }).parse(Object.fromEntries(form));
  const evidence = wish.evidence.trim();
  const body = { banned: true, reason: wish.reason, ...(evidence ? { evidence } : {}) };
  const [t, result] = await Promise.all([
    getT("operatorUsers"),
    call(setBan, { params: { id: wish.user_id }, body }),
  ]);
  return actEnd(result, t("banning.done", { who: wish.who }));
}

/** Lifts a ban. */
export async function unban(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ ...target, reason: text }).parse(Object.fromEntries(form));
  const [t, result] = await Promise.all([
    getT("operatorUsers"),
    call(setBan, { params: { id: wish.user_id }, body: { banned: false, reason: wish.reason } }),
  ]);
  return actEnd(result, t("unbanning.done", { who: wish.who }));
}

/** Ends all sessions of a user. */
export async function signOutEverywhere(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object(target).parse(Object.fromEntries(form));
  const [t, result] = await Promise.all([
    getT("operatorUsers"),
    call(signOutUser, { params: { id: wish.user_id }, body: {} }),
  ]);
  return actEnd(result, t("signOut.done", { count: result.ok ? result.answer.ended : 0 }));
}

/** Turns a user's two-factor off; the operator's password or code is asked for each time. */
export async function resetTwoFactor(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ ...target, reason: text, password: text }).parse(Object.fromEntries(form));
  const [t, problem] = await Promise.all([getT("operatorUsers"), confirmWithPassword(wish.password)]);
  if (problem) {
    const message = t(problem === "rate_limited" ? "twoFactor.tooMany" : "twoFactor.wrong");
    const error = { code: "bad_request" as const, fields: [{ path: "password", code: problem, message }] };
    return actEnd({ ok: false, error }, "");
  }
  const wanted = { params: { id: wish.user_id }, body: { reason: wish.reason } };
  return actEnd(await call(resetTwoFactorOf, wanted), t("twoFactor.done", { who: wish.who }));
}

/** Writes the operators' notes on a user; nothing removes them. */
export async function writeNotes(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = z.object({ ...target, notes: text }).parse(Object.fromEntries(form));
  const [t, result] = await Promise.all([
    getT("operatorUsers"),
    call(changeUser, { params: { id: wish.user_id }, body: { notes: wish.notes.trim() || null } }),
  ]);
  return actEnd(result, t("notes.saved"));
}
