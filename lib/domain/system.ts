import { newRequestId } from "@/lib/ids";
import type { Business, Context, Principal } from "./context";

/** Who sweepers act as: no key and nobody behind it, so that the audit trail says it was the business itself. */
const SYSTEM: Principal = {
  keyId: 0,
  kind: "system",
  name: "Proxydeck",
  role: "operator",
  scopes: [],
  ownerId: null,
  boundUserId: null,
};

/** The business acting by itself, as the sweepers do. */
export function asSystem(ctx: Business): Context {
  return { ...ctx, principal: SYSTEM, requestId: newRequestId() };
}
