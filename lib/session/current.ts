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
import { confirmByKey, findRemoteSession } from "@/lib/domain/sessions/remote";
import { foreignApiUrl, ownOrigins } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { runtime } from "@/lib/runtime";
import { callerIp, dropCookie, sessionIdInCookie } from "./auth";

export type { OpenSession };

/** The live session behind the request's cookie, read once per request; `null` when there is none. */
export const currentSession = cache(async (): Promise<OpenSession | null> => {
  const id = await sessionIdInCookie();
  return id ? findAnySession(id) : null;
});

/** A live session of ours, or while somebody else's API is used, one there: a key must not be sent to another's. */
async function findAnySession(id: string): Promise<OpenSession | null> {
  const ctx = await runtime();
  const foreign = foreignApiUrl(ctx.env);
  return foreign === null ? findSession(ctx, id, await callerIp()) : findRemoteSession(ctx, id, foreign);
}

/** Why the user behind the request's cookie is banned, for the page that a refused click ends on. */
export async function currentBan(): Promise<{ reason: string | null } | null> {
  const id = await sessionIdInCookie();
  return id ? findBan(await runtime(), id, await callerIp()) : null;
}

/**
 * The session behind a customer's page: whoever has none is sent to sign in and comes back to `path`, an operator to
 * the operators' pages. Without a path any signed-in user's session, for acts and calls.
 */
export async function requireCustomer(path?: string): Promise<OpenSession> {
  const session = await currentSession();
  if (session?.role === "operator" && path !== undefined) redirect("/operator");
  return session ?? redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** An operator's session. */
export async function requireOperator(): Promise<OpenSession> {
  const session = (await currentSession()) ?? redirect("/sign-in?next=%2Foperator");
  return session.role === "operator" ? session : redirect("/");
}

/** Server actions are for our own pages: a foreign or absent Origin is refused. */
export async function requireOwnOrigin(): Promise<void> {
  const { env } = await runtime();
  const origin = (await headers()).get("origin");
  if (!origin || !ownOrigins(env).includes(origin))
    throw new AppError("invalid_key", "This request did not come from our pages.");
}

/** The deployment that an API key signs in at; `null` when that is this one. */
export async function remoteOrigin(): Promise<string | null> {
  return foreignApiUrl((await runtime()).env);
}

/** For pages of accounts: where people sign in with keys of somebody else's API there are none, only sign-in. */
export async function requireOwnAccounts(): Promise<void> {
  if ((await remoteOrigin()) !== null) redirect("/sign-in");
}

/** Ends a session whose key its deployment does not accept any more, and asks to sign in again. */
export async function endLostSession(session: OpenSession): Promise<never> {
  await signOut(await runtime(), session.id);
  redirect("/sign-in");
}

/** Confirms the session by password, or by its key at another deployment, for five minutes. Answers what is wrong, or `null`. */
export async function confirmWithPassword(password: string): Promise<"invalid_key" | "rate_limited" | null> {
  await requireOwnOrigin();
  const session = await requireCustomer();
  try {
    const ctx = await runtime();
    await (session.remote ? confirmByKey(ctx, session, password) : confirmPassword(ctx, session, password));
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
