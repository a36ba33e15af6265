"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { call } from "@/lib/client";
import { getHealth, retryJob } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { requireOwnOrigin } from "@/lib/session/current";

/** Asks for a new check of the whole ledger; the page follows it. */
export async function checkBooks(): Promise<void> {
  await requireOwnOrigin();
  await call(getHealth, { query: { fresh: "true" } });
  revalidatePath("/operator/health");
}

/** Makes a failing job due at once. */
export async function retry(_: ActEnd, form: FormData): Promise<ActEnd> {
  const { id } = z.object({ id: z.string() }).parse(Object.fromEntries(form));
  const t = await getT("operatorHealth");
  return actEnd(await call(retryJob, { params: { id }, body: {} }), t("retried"));
}
