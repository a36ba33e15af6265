"use server";

import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { runtime } from "@/lib/runtime";
import { requireOwnOrigin } from "@/lib/session/current";

const form = z.object({
  externalId: z.string().regex(/^[0-9A-Za-z_]{1,200}$/),
  choice: z.enum(["pay", "pay-late", "fail"]),
});

/** Makes the sandbox's provider tell the shop what the payer chose; no money moves anywhere. */
export async function choose(data: FormData): Promise<void> {
  await requireOwnOrigin();
  const fields = form.safeParse(Object.fromEntries(data));
  const { sandboxPayPage } = await runtime();
  if (!fields.success || !sandboxPayPage?.read(fields.data.externalId)) notFound();
  const { externalId, choice } = fields.data;
  const status = await sandboxPayPage.choose(externalId, choice);
  redirect(`/payments/sandbox/pay/${externalId}?told=${status === 200 ? choice : "nobody"}`);
}
