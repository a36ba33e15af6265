"use server";

import { z } from "zod";
import { unproven } from "@/app/_keys/proof";
import { type ActEnd, actEnd } from "@/components/form/act";
import { call, type Failure } from "@/lib/client";
import { createKey, OVERLAPS, revokeKey, rotateKey } from "@/lib/contract/keys";
import { SCOPES } from "@/lib/contract/route";
import { getT } from "@/lib/messages/server";
import { atUser } from "../at-user";
import type { KeyEnd } from "./states";

const oneKey = z.object({ id: z.string(), name: z.string().max(80) });
const wish = z.object({
  kind: z.enum(["reseller", "operator"]),
  user_id: z.string().optional(),
  name: z.string(),
  expires_at: z.string(),
  allowed_ips: z.string(),
  signing: z.enum(["none", "optional", "required"]),
});

/** Revokes a key, from the next request on. */
export async function revoke(_: ActEnd, form: FormData): Promise<ActEnd> {
  const { id, name } = oneKey.parse(Object.fromEntries(form));
  const t = await getT("operatorKeys");
  return actEnd(await call(revokeKey, { params: { id } }), t("revoked", { name }));
}

/** Makes a reseller's or an operator's key. The key is in the answer alone. */
export async function issue(form: FormData): Promise<KeyEnd> {
  const {
    kind,
    user_id,
    name,
    expires_at: endsOn,
    allowed_ips,
    signing,
  } = wish.parse(Object.fromEntries(form));
  const stop = await unproven(form);
  if (stop) return stop;
  const isOperator = kind === "operator";
  const wanted = form.getAll("scopes");
  const ips = allowed_ips.split(/[\s,;]+/).filter(Boolean);
  const answer = await call(createKey, {
    body: {
      name,
      scopes: SCOPES.filter((scope) => isOperator || wanted.includes(scope)),
      signing,
      ...(isOperator ? {} : { user_id: Number(user_id) }),
      ...(endsOn ? { expires_at: `${endsOn}T00:00:00Z` } : {}),
      ...(ips.length ? { allowed_ips: ips } : {}),
    },
  });
  const result = atUser(answer, (await getT("operatorUsers"))("noSuch"));
  if (!result.ok) return refused(result.error);
  const { api_key: apiKey, signing_secret: signingSecret } = result.answer;
  return { state: "made", apiKey, signingSecret, oldUntil: null };
}

/** Replaces a key; the old one is accepted for the overlap. */
export async function rotate(form: FormData): Promise<KeyEnd> {
  const { id, overlap } = z
    .object({ id: z.string(), overlap: z.enum(OVERLAPS) })
    .parse(Object.fromEntries(form));
  const stop = await unproven(form);
  if (stop) return stop;
  const result = await call(rotateKey, { params: { id }, body: { overlap } });
  if (!result.ok) return refused(result.error);
  const { api_key: apiKey, old_key_until: oldUntil } = result.answer;
  return { state: "made", apiKey, signingSecret: null, oldUntil: overlap === "now" ? null : oldUntil };
}

function refused({ code, request_id, fields }: Failure): KeyEnd {
  return { state: "refused", failure: { code, request_id, ...(fields ? { fields } : {}) } };
}
