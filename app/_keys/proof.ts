import "server-only";
import { confirmWithPassword, requireCustomer } from "@/lib/session/current";

/** The end of a form that has to know first who is there: a proof is missing, or it is a wrong one. */
export interface Unproven {
  state: "unproven";
  why: "needed" | "invalid_key" | "rate_limited";
}

/**
 * Asks who is there before a key or a signing secret is made, as a second look at credentials does: an open session alone
 * must not become a key. `null`: the password or code in the form's `proof` is right, or one was within five minutes.
 * Sessions that a key opened manage no keys, and hear that from the API.
 */
export async function unproven(form: FormData): Promise<Unproven | null> {
  const proof = form.get("proof");
  if (typeof proof === "string" && proof !== "") {
    const why = await confirmWithPassword(proof.slice(0, 1000));
    return why && { state: "unproven", why };
  }
  const { isConfirmed, isByKey, remote } = await requireCustomer();
  return isConfirmed || isByKey || remote ? null : { state: "unproven", why: "needed" };
}
