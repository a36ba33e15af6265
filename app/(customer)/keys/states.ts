import { type NetworkLine, wrongNetworks } from "@/app/_keys/networks";
import type { Unproven } from "@/app/_keys/proof";
import type { Failure } from "@/components/ui/error-panel";
import type { FieldError } from "@/lib/errors";

/** What an act on a key shows once. It lives in the dialog's state and nowhere else. */
export interface ShownOnce {
  apiKey: string | null;
  signingSecret: string | null;
  /** Until when what was replaced still works. */
  oldUntil: string | null;
}

/** A field that the API refused; `lines` are those of a list of addresses that are wrong. */
export interface Wrong {
  field: "name" | "scopes" | "expires_at" | "allowed_ips" | "spend_cap" | "other";
  lines: readonly NetworkLine[];
}

/** How an act on a key ended. */
export type KeyEnd =
  | { state: "made"; shown: ShownOnce }
  | Unproven
  | { state: "refused"; failure: Failure; wrong: Wrong[] };

const FIELDS = ["name", "scopes", "expires_at", "allowed_ips", "spend_cap"] as const;

/** The form's fields behind the API's paths (`allowed_ips.1`), each once. */
export function wrongOf(
  errors: readonly FieldError[] | undefined,
  networks: readonly NetworkLine[],
): Wrong[] {
  const refused = errors ?? [];
  const fields = refused.map(({ path }) => FIELDS.find((name) => name === path.split(".")[0]) ?? "other");
  return [...new Set(fields)].map((field) => ({
    field,
    lines: field === "allowed_ips" ? wrongNetworks(refused, networks) : [],
  }));
}
