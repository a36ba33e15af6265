import type { Unproven } from "@/app/_keys/proof";
import type { Failure } from "@/components/ui/error-panel";

/** How the making of a key ended; what is shown once is in here and nowhere else. */
export type KeyEnd =
  | { state: "made"; apiKey: string; signingSecret: string | null; oldUntil: string | null }
  | Unproven
  | { state: "refused"; failure: Failure };
