import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import {
  confirmPassword,
  findBan,
  findSession,
  type OpenSession,
  signOut,
} from "@/lib/domain/sessions/current";
import { ownOrigins } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { runtime } from "@/lib/runtime";
import { dropCookie, sessionIdInCookie } from "./auth";

/** The live session behind the request's cookie, read once per request; `null` when there is none. */
export const currentSession = cache(async (): Promise<OpenSession | null> => {
  const id = await sessionIdInCookie();
  return id ? findSession(await runtime(), id) : null;
});

/** Why the user behind the request's cookie is banned, for the page that a refused click ends on. */
export async function currentBan(): Promise<{ reason: string | null } | null> {
  const id = await sessionIdInCookie();
  return id ? findBan(await runtime(), id) : null;
}

/** The signed-in user's session; whoever has none is sent to sign in and comes back to `path`. */
export async function requireCustomer(path?: string): Promise<OpenSession> {
  const session = await currentSession();
  return session ?? redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** An operator's session. */
export async function requireOperator(): Promise<OpenSession> {
  const session = await requireCustomer("/operator");
  return session.role === "operator" ? session : redirect("/");
}

/** Server actions are for our own pages: a foreign or absent Origin is refused. */
export async function requireOwnOrigin(): Promise<void> {
  const { env } = await runtime();
  const origin = (await headers()).get("origin");
  if (!origin || !ownOrigins(env).includes(origin))
    throw new AppError("invalid_key", "This request did not come from our pages.");
}

/** Confirms the session by password, for five minutes. Answers what is wrong, or `null`. */
export async function confirmWithPassword(password: string): Promise<"invalid_key" | "rate_limited" | null> {
  await requireOwnOrigin();
  const session = await requireCustomer();
  try {
    await confirmPassword(await runtime(), session, password);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code === "rate_limited" ? "rate_limited" : "invalid_key";
    throw error;
  }
}

/** Ends the session and its key, and removes the cookie. */
export async function endCurrentSession(): Promise<void> {
  await requireOwnOrigin();
  const session = await currentSession();
  if (session) await signOut(await runtime(), session.id);
  await dropCookie();
}

/** A path on this site, whatever was asked for; anything else becomes `/`. */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes("\\")) return "/";
  try {
    const url = new URL(next, "http://own.invalid");
    // A dot segment that falls away can leave two slashes, and those begin a host.
    const isOwn = url.origin === "http://own.invalid" && !url.pathname.startsWith("//");
    return isOwn ? `${url.pathname}${url.search}` : "/";
  } catch {
    return "/";
  }
}
