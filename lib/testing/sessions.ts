import { findSession } from "@/lib/domain/sessions/current";
import { openSession } from "@/lib/domain/sessions/open";
import { readUser } from "@/lib/store/users";
import type { TestBusiness } from "./business";

/** Signs a user in, without a browser; answers the session's key. */
export async function sessionKeyOf(shop: TestBusiness, userId: number): Promise<string> {
  const user = await readUser(shop.db, userId);
  const session = user && (await findSession(shop, await openSession(shop, user)));
  if (!session) throw new Error("There is no such user to sign in.");
  return session.key;
}

/** A new user who has signed in; `session` is that sign-in's key. */
export async function signedInUser(shop: TestBusiness, role: "customer" | "operator" = "customer") {
  const user = await shop.newUser("100.00", role);
  return { ...user, session: await sessionKeyOf(shop, user.user_id) };
}
