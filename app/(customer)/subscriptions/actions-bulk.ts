"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { call, type Failure } from "@/lib/client";
import { renewMany, setAutoRenewOfMany } from "@/lib/contract/bulk";
import { type Credentials, getCredentials } from "@/lib/contract/subscriptions";
import { confirmWithPassword } from "@/lib/session/current";
import type { BulkExport, BulkRenewalEnd, BulkSwitched } from "./states-bulk";

const ids = z.array(z.number().int().positive()).min(1).max(100);

/** Renews many with one idempotency key and one limit on the total. The same key again answers how they stand. */
export async function renewSelected(input: {
  ids: number[];
  maxPriceUsd: string;
  idempotencyKey: string;
}): Promise<BulkRenewalEnd> {
  const wish = z
    .strictObject({
      ids,
      maxPriceUsd: z.string().regex(/^\d{1,9}\.\d{2}$/),
      idempotencyKey: z.string().regex(/^[\da-f-]{32,36}$/),
    })
    .parse(input);
  const body = { ids: wish.ids, max_price_usd: wish.maxPriceUsd };
  const result = await call(renewMany, { body }, { idempotencyKey: wish.idempotencyKey });
  if (!result.ok) return isOpen(result.error) ? { state: "unknown" } : refused(result.error);
  if ("dry_run" in result.answer) return { state: "unknown" };
  revalidatePath("/", "layout");
  return {
    state: "ended",
    totalUsd: result.answer.total_usd,
    items: result.answer.items.map((item) => ({
      id: item.subscription_id,
      status: item.status,
      newExpiresAt: item.new_expires_at ?? null,
      code: item.error?.code ?? null,
    })),
  };
}

/** Switches auto-renew of many. */
export async function switchSelected(input: { ids: number[]; autoRenew: boolean }): Promise<BulkSwitched> {
  const wish = z.strictObject({ ids, autoRenew: z.boolean() }).parse(input);
  const result = await call(setAutoRenewOfMany, { body: { ids: wish.ids, auto_renew: wish.autoRenew } });
  if (!result.ok) return refused(result.error);
  revalidatePath("/", "layout");
  const failed = result.answer.items.filter(({ status }) => status === "failed");
  return {
    state: "done",
    changed: result.answer.items.length - failed.length,
    failed: failed.length,
    code: failed[0]?.error?.code ?? null,
  };
}

/** Opens the credentials of many for a file. Always takes the password anew: the answer is many secrets at once. */
export async function exportSelected(input: { ids: number[]; password: string }): Promise<BulkExport> {
  const wish = z.strictObject({ ids, password: z.string().max(1000) }).parse(input);
  const problem = await confirmWithPassword(wish.password);
  if (problem) return { state: "confirm", problem };
  const lines: string[] = [];
  for (const id of wish.ids) {
    const opened = await call(getCredentials, { params: { id: String(id) } });
    if (!opened.ok) return refused(opened.error);
    lines.push(...linesOf(opened.answer));
  }
  return { state: "open", lines };
}

function linesOf(opened: Credentials): string[] {
  if (opened.kind === "rotating")
    return [`${opened.upstream_endpoint}:${opened.upstream_login}:${opened.upstream_password}`];
  return opened.static_proxies.map(
    ({ ip, port_http, login, password }) => `${ip}:${port_http}:${login}:${password}`,
  );
}

/** A failure that does not say how it ends: only the same key may ask again. */
function isOpen({ code, charged }: Failure): boolean {
  return charged === "unknown" || charged === true || code === "idempotency_in_progress";
}

function refused({ code, request_id, charged, reason }: Failure) {
  return { state: "refused" as const, refusal: { code, request_id, charged, reason } };
}
