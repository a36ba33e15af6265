import "server-only";
import { LRUCache } from "lru-cache";
import { headers } from "next/headers";
import NextAuth, { AuthError, CredentialsSignin } from "next-auth";
import { getToken } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { findRemoteSession } from "@/lib/domain/sessions/remote";
import {
  type Caller,
  CodeNeeded,
  signInWithCode,
  signInWithKey,
  signIn as signInWithPassword,
} from "@/lib/domain/sessions/sign-in";
import { foreignApiUrl } from "@/lib/env";
import { AppError, type ErrorCode } from "@/lib/errors";
import { sha256Hex } from "@/lib/ids";
import { log } from "@/lib/log";
import type { MailLocale } from "@/lib/mail/mailer";
import { CALLER_HEADER } from "@/lib/page-door";
import { type Runtime, runtime } from "@/lib/runtime";

const MAIL_LOCALES: readonly MailLocale[] = ["en", "ru"];
const SESSION_SECONDS = 14 * 86_400;

/** The caller's address; `unknown` where our server could not tell. */
export async function callerIp(): Promise<string> {
  return (await headers()).get(CALLER_HEADER) ?? "unknown";
}

/** The ways in, with the language of the page. The last is a session that is open already, named by its secret id. */
export type Entry =
  | { way: "password"; email: string; password: string; locale: MailLocale }
  | { way: "code"; challenge: string; code: string; locale: MailLocale }
  | { way: "key"; key: string }
  | { way: "session"; id: string };

/** Why not; `challenge` is there when the password was right and a code has to follow. */
export interface Refusal {
  code: ErrorCode;
  reason: string | null;
  challenge: string | null;
}

class Refused extends CredentialsSignin {
  constructor(readonly refusal: Refusal) {
    super();
    this.code = refusal.code;
  }
}

/** The cookie: encrypted, httpOnly, and in it nothing but the session's id. */
const { signIn, signOut } = NextAuth(async () => {
  const { env } = await runtime();
  return {
    secret: env.authSecret.split(","),
    trustHost: true,
    useSecureCookies: env.publicUrl.startsWith("https:"),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in" },
    logger: {
      error: (error) => {
        if (!isOfStranger(error)) log("error", "auth.failed", { error });
      },
    },
    providers: [
      Credentials({
        credentials: {
          way: {},
          email: {},
          password: {},
          challenge: {},
          code: {},
          key: {},
          id: {},
          locale: {},
        },
        authorize: async (fields, request) => ({ id: await tryToOpen(fields, request.headers) }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.id ? { sid: user.id } : { sid: token.sid }),
      session: ({ session, token }) => ({ expires: session.expires, user: { id: String(token.sid ?? "") } }),
    },
  };
});

/** A wrong password or a cookie that we did not make is no failure of ours, and strangers could fill the log with it. */
function isOfStranger(error: Error): boolean {
  return error instanceof AuthError && ["CredentialsSignin", "JWTSessionError"].includes(error.type);
}

type Fields = Partial<
  Record<"way" | "email" | "password" | "challenge" | "code" | "key" | "id" | "locale", unknown>
>;

async function tryToOpen(fields: Fields, headers: Headers): Promise<string> {
  const caller = { ip: headers.get(CALLER_HEADER) ?? "unknown", userAgent: headers.get("user-agent") };
  try {
    return await open(await runtime(), fields, caller);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const challenge = error instanceof CodeNeeded ? error.challenge : null;
    throw new Refused({ code: error.code, reason: error.details.reason ?? null, challenge });
  }
}

function open(ctx: Runtime, fields: Fields, from: Caller): Promise<string> {
  const text = (name: keyof Fields) => String(fields[name] ?? "");
  const caller = { ...from, locale: MAIL_LOCALES.find((locale) => locale === fields.locale) ?? null };
  if (fields.way === "session") return requireOpen(ctx, text("id"));
  if (fields.way === "key") return signInWithKey(ctx, { ...caller, key: text("key") });
  if (fields.way === "code")
    return signInWithCode(ctx, { ...caller, challenge: text("challenge"), code: text("code") });
  return signInWithPassword(ctx, { ...caller, email: text("email"), password: text("password") });
}

async function requireOpen(ctx: Runtime, id: string): Promise<string> {
  const foreign = foreignApiUrl(ctx.env);
  if (foreign !== null && (await findRemoteSession(ctx, id, foreign))) return id;
  throw new AppError("invalid_key", "There is no such session.");
}

/** Cookies that were opened, by hash: decrypting one anew for every page would take a tenth of the page's time. */
const opened = new LRUCache<string, string>({ max: 1_000 });

/**
 * The session id in the request's cookie, or `null`. Whether the session lives is for its row to say. `auth()` would
 * also encrypt a cookie anew for every page, which a page can't set.
 */
export async function sessionIdInCookie(): Promise<string | null> {
  const cookie = (await headers()).get("cookie");
  if (!cookie) return null;
  const hash = sha256Hex(cookie);
  const known = opened.get(hash);
  if (known) return known;
  const { env } = await runtime();
  const token = await getToken({
    req: { headers: { cookie } },
    secret: env.authSecret.split(","),
    secureCookie: env.publicUrl.startsWith("https:"),
  });
  if (typeof token?.sid !== "string" || !token.sid) return null;
  const msLeft = (token.exp ?? 0) * 1000 - Date.now();
  if (msLeft > 0) opened.set(hash, token.sid, { ttl: msLeft });
  return token.sid;
}

/** Signs in and sets the cookie. Answers `null`, or why not. */
export async function enter(entry: Entry): Promise<Refusal | null> {
  try {
    await signIn("credentials", { ...entry, redirect: false });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof CredentialsSignin) return { code: "invalid_key", reason: null, challenge: null };
    throw error;
  }
}

/** Removes the cookie. */
export async function dropCookie(): Promise<void> {
  await signOut({ redirect: false });
}
