"use server";

import { z } from "zod";
import { type NetworkLine, networksIn } from "@/app/_keys/networks";
import { unproven } from "@/app/_keys/proof";
import { type Act, actEnd } from "@/components/form/act";
import { call, type Failure } from "@/lib/client";
import { addDays } from "@/lib/clock";
import { createKey, OVERLAPS, renewSigningSecret, revokeKey, rotateKey } from "@/lib/contract/keys";
import { SCOPES } from "@/lib/contract/route";
import { getT } from "@/lib/messages/server";
import { amountOf } from "@/lib/typed-amount";
import { type KeyEnd, type ShownOnce, wrongOf } from "./states";

const DAYS = { never: null, "30d": 30, "90d": 90, "1y": 365 } as const;
const wish = z.object({
  name: z.string().max(1000),
  scopes: z.array(z.enum(SCOPES)),
  expiry: z.enum(["never", "30d", "90d", "1y"]),
  allowed_ips: z.string().max(5000),
  signing: z.enum(["none", "optional", "required"]),
  amount: z.string().trim().max(40),
  period: z.enum(["month", "total"]),
});
const replacement = z.object({ id: z.coerce.number().int().positive(), overlap: z.enum(OVERLAPS) });

/** Makes a key. The key is in this answer alone. */
export async function makeKey(form: FormData): Promise<KeyEnd> {
  const fields = wish.parse({ ...Object.fromEntries(form), scopes: form.getAll("scopes") });
  const days = DAYS[fields.expiry];
  const networks = networksIn(fields.allowed_ips);
  const stop = await unproven(form);
  if (stop) return stop;
  const made = await call(createKey, {
    body: {
      name: fields.name,
      scopes: fields.scopes,
      allowed_ips: networks.map(({ text }) => text),
      signing: fields.signing,
      ...(days === null ? {} : { expires_at: addDays(new Date(), days).toISOString() }),
      ...(fields.amount ? { spend_cap: { amount_usd: amountOf(fields.amount), period: fields.period } } : {}),
    },
  });
  if (!made.ok) return refused(made.error, networks);
  return shown({ apiKey: made.answer.api_key, signingSecret: made.answer.signing_secret });
}

/** Replaces a key; the new one is in this answer alone. */
export async function replaceKey(form: FormData): Promise<KeyEnd> {
  const { id, overlap } = replacement.parse(Object.fromEntries(form));
  const stop = await unproven(form);
  if (stop) return stop;
  const made = await call(rotateKey, { params: { id: String(id) }, body: { overlap } });
  if (!made.ok) return refused(made.error, []);
  const oldUntil = overlap === "now" ? null : made.answer.old_key_until;
  return shown({ apiKey: made.answer.api_key, oldUntil });
}

/** Makes or replaces a key's signing secret; it is in this answer alone. */
export async function makeSecret(form: FormData): Promise<KeyEnd> {
  const { id, overlap } = replacement.parse(Object.fromEntries(form));
  const stop = await unproven(form);
  if (stop) return stop;
  const made = await call(renewSigningSecret, { params: { id: String(id) }, body: { overlap } });
  if (!made.ok) return refused(made.error, []);
  const oldUntil = overlap === "now" ? null : made.answer.old_secret_until;
  return shown({ signingSecret: made.answer.signing_secret, oldUntil });
}

/** Revokes a key, from its next request on. */
export const endKey: Act = async (_before, form) => {
  const { id } = replacement.pick({ id: true }).parse(Object.fromEntries(form));
  const result = await call(revokeKey, { params: { id: String(id) } });
  return actEnd(result, (await getT("keys"))("revoke.done"));
};

function shown(once: Partial<ShownOnce>): KeyEnd {
  return { state: "made", shown: { apiKey: null, signingSecret: null, oldUntil: null, ...once } };
}

function refused({ code, request_id, fields }: Failure, networks: readonly NetworkLine[]): KeyEnd {
  return { state: "refused", failure: { code, request_id }, wrong: wrongOf(fields, networks) };
}
