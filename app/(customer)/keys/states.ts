import type { Failure } from "@/components/ui/error-panel";
import type { FieldError } from "@/lib/errors";

/** What an act on a key shows once. It lives in the dialog's state and nowhere else. */
export interface ShownOnce {
  apiKey: string | null;
  signingSecret: string | null;
  /** Until when what was replaced still works. */
  oldUntil: string | null;
}

/** A field that the API refused; `detail` is the part of it that is wrong. */
export interface Wrong {
  field: "name" | "scopes" | "expires_at" | "allowed_ips" | "spend_cap" | "other";
  detail: string;
}

/** How an act on a key ended. */
export type KeyEnd =
  | { state: "made"; shown: ShownOnce }
  | { state: "refused"; failure: Failure; wrong: Wrong[] };

const FIELDS = ["name", "scopes", "expires_at", "allowed_ips", "spend_cap"] as const;

/** The form's fields behind the API's paths (`allowed_ips.1`), each once. */
export function wrongOf(errors: readonly FieldError[] | undefined, networks: readonly string[]): Wrong[] {
  const found = new Map<Wrong["field"], Wrong>();
  for (const { path } of errors ?? []) {
    const [head, at] = path.split(".");
    const field = FIELDS.find((name) => name === head) ?? "other";
    const detail = field === "allowed_ips" ? (networks[Number(at)] ?? "") : "";
    if (!found.has(field)) found.set(field, { field, detail });
  }
  return [...found.values()];
}
