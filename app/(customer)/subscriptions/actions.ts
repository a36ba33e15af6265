"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { call, type Failure, isLacking, type Result } from "@/lib/client";
import { businessTime } from "@/lib/clock";
import { checkSubscription } from "@/lib/contract/subscription-use";
import {
  type Credentials,
  getCredentials,
  getSubscription,
  listActivity,
  renewSubscription,
  rotateCredentials,
  setAutoRenew,
  setLabel,
} from "@/lib/contract/subscriptions";
import { getBalance } from "@/lib/contract/users";
import { confirmWithPassword, requireCustomer, requireOwnOrigin } from "@/lib/session/current";
import { renewalPriceOf } from "./renewal-price";
import type { Changed, CheckEnd, ProxyLine, Refused, RenewalEnd, RenewalPreview, Reveal } from "./states";

const TERM_MS = 30 * 86_400_000;
const id = z.number().int().positive();

/**
 * Opens the credentials of a subscription. Once somebody has seen them, only a freshly confirmed session gets them;
 * `password` confirms it. The secret is in the answer alone.
 */
export async function revealCredentials(input: { id: number; password?: string }): Promise<Reveal> {
  const wish = z.strictObject({ id, password: z.string().max(1000).optional() }).parse(input);
  await requireOwnOrigin();
  const params = { id: String(wish.id) };
  if (wish.password !== undefined) {
    const problem = await confirmWithPassword(wish.password);
    if (problem) return { state: "confirm", problem };
  } else if (!(await requireCustomer()).isConfirmed) {
    const seen = await call(listActivity, { params, query: { action: "credentials.read", limit: "1" } });
    if (!seen.ok && !isLacking(seen.status)) return refused(seen.error);
    if (!seen.ok || seen.answer.items.length > 0) return { state: "confirm", problem: null };
  }
  const opened = await call(getCredentials, { params });
  return opened.ok ? { state: "open", lines: linesOf(opened.answer) } : refused(opened.error);
}

/** Tries the proxies at these addresses, 20 at most. */
export async function checkAddresses(input: { id: number; addresses: string[] }): Promise<CheckEnd> {
  const wish = z.strictObject({ id, addresses: z.array(z.string().max(60)).min(1).max(20) }).parse(input);
  const body = { addresses: wish.addresses };
  const checked = await call(checkSubscription, { params: { id: String(wish.id) }, body });
  if (!checked.ok) return refused(checked.error);
  return { state: "checked", items: checked.answer.items, hasTarget: checked.answer.target !== null };
}

/** Replaces the credentials and drops whoever uses the old ones. */
export async function replaceCredentials(input: { id: number }): Promise<Changed> {
  const wish = z.strictObject({ id }).parse(input);
  return changed(wish.id, await call(rotateCredentials, { params: { id: String(wish.id) }, body: {} }));
}

/** Switches auto-renew. */
export async function switchAutoRenew(input: { id: number; autoRenew: boolean }): Promise<Changed> {
  const wish = z.strictObject({ id, autoRenew: z.boolean() }).parse(input);
  const body = { auto_renew: wish.autoRenew };
  return changed(wish.id, await call(setAutoRenew, { params: { id: String(wish.id) }, body }));
}

/** Names a subscription; an empty label removes its name. */
export async function nameSubscription(input: { id: number; label: string }): Promise<Changed> {
  const wish = z.strictObject({ id, label: z.string().trim().max(80) }).parse(input);
  const body = { label: wish.label || null };
  return changed(wish.id, await call(setLabel, { params: { id: String(wish.id) }, body }));
}

/** What a renewal costs now, the balance it meets, and until when it pays. */
export async function previewRenewal(input: { id: number }): Promise<RenewalPreview> {
  const wish = z.strictObject({ id }).parse(input);
  const { userId } = await requireCustomer();
  const [card, wallet] = await Promise.all([
    call(getSubscription, { params: { id: String(wish.id) } }),
    call(getBalance, { params: { user_id: String(userId) } }),
  ]);
  if (!card.ok) return refused(card.error);
  if (!wallet.ok) return refused(wallet.error);
  const { expires_at } = card.answer;
  const priceUsd = await renewalPriceOf(card.answer);
  if (priceUsd === null) return { state: "refused", refusal: { code: "invalid_state", request_id: "" } };
  const from = Math.max(businessTime().getTime(), expires_at ? Date.parse(expires_at) : 0);
  const newExpiresAt = new Date(from + TERM_MS).toISOString();
  return { state: "ready", priceUsd, balanceUsd: wallet.answer.balance_usd, newExpiresAt };
}

/** Renews for another term. Called again with the same key it answers how the first call stands. */
export async function renew(input: {
  id: number;
  maxPriceUsd: string;
  idempotencyKey: string;
}): Promise<RenewalEnd> {
  const wish = z
    .strictObject({ id, maxPriceUsd: z.string().regex(/^\d{1,9}\.\d{2}$/), idempotencyKey: z.uuid() })
    .parse(input);
  const { idempotencyKey } = wish;
  const body = { max_price_usd: wish.maxPriceUsd };
  const result = await call(renewSubscription, { params: { id: String(wish.id) }, body }, { idempotencyKey });
  if (!result.ok)
    return isOpen(result.error)
      ? { state: "unknown", refusal: toRefusal(result.error) }
      : refused(result.error);
  if ("dry_run" in result.answer) return { state: "unknown", refusal: null };
  if (result.answer.status === "provisioning") return { state: "under_way" };
  revalidatePath("/", "layout");
  return { state: "renewed", newExpiresAt: result.answer.new_expires_at };
}

/** A failure that does not say how the renewal ends: only the same key may ask again. */
function isOpen(failure: Failure): boolean {
  return (
    failure.charged === "unknown" || failure.charged === true || failure.code === "idempotency_in_progress"
  );
}

function changed(subscriptionId: number, result: Result<unknown>): Changed {
  if (!result.ok) return refused(result.error);
  revalidatePath(`/subscriptions/${subscriptionId}`);
  return { state: "done" };
}

function refused(failure: Failure): Refused {
  return { state: "refused", refusal: toRefusal(failure) };
}

function toRefusal({ code, request_id, charged, reason }: Failure): Refused["refusal"] {
  return { code, request_id, charged, reason };
}

function linesOf(credentials: Credentials): ProxyLine[] {
  if (credentials.kind === "static") return credentials.static_proxies;
  const { upstream_endpoint: endpoint, upstream_login: login, upstream_password: password } = credentials;
  const colon = endpoint.lastIndexOf(":");
  const port = Number(endpoint.slice(colon + 1));
  return [{ ip: endpoint.slice(0, colon), port_http: port, port_socks: port, login, password }];
}
