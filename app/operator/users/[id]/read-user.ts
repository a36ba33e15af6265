import "server-only";
import { notFound } from "next/navigation";
import { CallFailed, call } from "@/lib/client";
import { getUser, type UserDetails } from "@/lib/contract/admin-users";

/** Reads a user's card. An id that is none or nobody's ends in the 404 page. */
export async function readUser(id: string): Promise<UserDetails> {
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const found = await call(getUser, { params: { id } });
  if (!found.ok && found.error.code === "not_found") notFound();
  if (!found.ok) throw new CallFailed(found.error);
  return found.answer;
}
