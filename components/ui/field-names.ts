import type { Messages } from "@/lib/messages/en";

/** The API's fields that people fill in; `common.fieldNames` has their words. */
const NAMES = [
  "allowed_ips",
  "amount_usd",
  "auto_renew",
  "category",
  "country_name",
  "evidence",
  "expires_at",
  "label",
  "list",
  "name",
  "provider",
  "quantity",
  "reason",
  "received_usd",
  "reference",
  "scopes",
  "spend_cap",
  "tiers",
  "user_id",
] as const satisfies readonly (keyof Messages["common"]["fieldNames"])[];

/** The key of a field's words, by the path that the API told (`scopes.0`); `null` for one that no form of ours has. */
export function fieldNameOf(path: string): (typeof NAMES)[number] | null {
  const [name] = path.split(".");
  return NAMES.find((known) => known === name) ?? null;
}
