"use server";

import { z } from "zod";
import { type ActEnd, actEnd } from "@/components/form/act";
import { call, type Failure } from "@/lib/client";
import { changeKey, KEY_KINDS } from "@/lib/contract/keys";
import { SCOPES } from "@/lib/contract/route";
import type { FieldError } from "@/lib/errors";
import { getT } from "@/lib/messages/server";
import { amountOf } from "@/lib/typed-amount";
import { type NetworkLine, networksIn, wrongNetworks, wrongNetworksText } from "./networks";

const text = z.string().max(5000);
const terms = z.object({
  id: z.string().regex(/^[1-9]\d{0,14}$/),
  kind: z.enum(KEY_KINDS),
  name: text,
  expires_at: text,
  expires_was: text,
  allowed_ips: text,
  spend_cap: text.optional(),
  period: z.enum(["month", "total"]).optional(),
});

/** Changes a key's name and limits. An end on the day that it had stays to the minute. */
export async function editKey(_before: ActEnd, form: FormData): Promise<ActEnd> {
  const wish = terms.parse(Object.fromEntries(form));
  const networks = networksIn(wish.allowed_ips);
  const amount = wish.spend_cap && amountOf(wish.spend_cap);
  const keepsEnd = wish.expires_at === wish.expires_was;
  const result = await call(changeKey, {
    params: { id: wish.id },
    body: {
      name: wish.name,
      allowed_ips: networks.map(({ text }) => text),
      ...(keepsEnd ? {} : { expires_at: wish.expires_at ? `${wish.expires_at}T00:00:00Z` : null }),
      ...(wish.kind === "operator"
        ? {}
        : {
            scopes: SCOPES.filter((scope) => form.getAll("scopes").includes(scope)),
            spend_cap: amount ? { amount_usd: amount, period: wish.period ?? "month" } : null,
          }),
    },
  });
  const t = await getT("keys");
  if (!result.ok) return actEnd({ ok: false, error: await inWords(result.error, networks) }, "");
  return actEnd(result, t("edit.done"));
}

const FIELDS = ["name", "scopes", "expires_at", "allowed_ips", "spend_cap"] as const;

/** The same failure with the catalogue's words for each field, each once. */
async function inWords(error: Failure, networks: readonly NetworkLine[]): Promise<Failure> {
  if (!error.fields) return error;
  const t = await getT("keys");
  const wrongLines = wrongNetworks(error.fields, networks);
  const fields = new Map<string, FieldError>();
  for (const wrong of error.fields) {
    const [path = ""] = wrong.path.split(".");
    const field = FIELDS.find((name) => name === path) ?? "other";
    const message = field === "allowed_ips" ? wrongNetworksText(t, wrongLines) : t(`wrong.${field}`);
    fields.set(path, { ...wrong, path, message });
  }
  return { ...error, fields: [...fields.values()] };
}
