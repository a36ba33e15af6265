"use server";

import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { call } from "@/lib/client";
import { importStock, returnStock, withdrawStock } from "@/lib/contract/admin-shop";
import { STATIC_CATEGORIES } from "@/lib/contract/catalog";
import { getT } from "@/lib/messages/server";
import type { ImportEnd, ListWish } from "./import/states";

const ITEMS_SHOWN = 20;
const oneAddress = z.object({ id: z.string(), address: z.string().max(60) });
const list = z.strictObject({
  category: z.enum(STATIC_CATEGORIES),
  country_name: z.string(),
  list: z.string(),
});

/** Takes a free address off the shelf. */
export async function withdraw(_: ActEnd, form: FormData): Promise<ActEnd> {
  const { id, address } = oneAddress.parse(Object.fromEntries(form));
  const t = await getT("operatorStock");
  return actEnd(await call(withdrawStock, { params: { id } }), t("isWithdrawn", { address }));
}

/** Puts a withdrawn address back on the shelf. */
export async function putBack(_: ActEnd, form: FormData): Promise<ActEnd> {
  const { id, address } = oneAddress.parse(Object.fromEntries(form));
  const t = await getT("operatorStock");
  return actEnd(await call(returnStock, { params: { id }, body: {} }), t("returned", { address }));
}

/** Reads a list without storing anything: what would come, and an error per line. Secrets stay out of the answer. */
export async function checkList(wish: ListWish): Promise<ImportEnd> {
  return importOrCheck(wish, "true");
}

/** Imports a list, all of it or nothing. */
export async function importList(wish: ListWish): Promise<ImportEnd> {
  return importOrCheck(wish, "false");
}

async function importOrCheck(wish: ListWish, dryRun: "true" | "false"): Promise<ImportEnd> {
  const result = await call(importStock, { query: { dry_run: dryRun }, body: list.parse(wish) });
  if (!result.ok) {
    const { code, request_id, fields } = result.error;
    return { state: "refused", failure: { code, request_id, ...(fields ? { fields } : {}) } };
  }
  const { added, returned, errors, items } = result.answer;
  if (dryRun === "false") return { state: "imported", count: added + returned };
  return {
    state: "checked",
    added,
    returned,
    total: items.length,
    errors: errors.map(({ line, code }) => ({ line, code })),
    items: items
      .slice(0, ITEMS_SHOWN)
      .map(({ line, ip, port, has_login: hasLogin }) => ({ line, ip, port, hasLogin })),
  };
}
