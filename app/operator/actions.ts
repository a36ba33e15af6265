"use server";

import { redirect } from "next/navigation";
import { endCurrentSession } from "@/lib/session/current";

/** Ends the session and its key. */
export async function signOut(): Promise<void> {
  await endCurrentSession();
  redirect("/sign-in");
}
