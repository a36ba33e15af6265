import "server-only";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signIn as openSession } from "@/lib/domain/sessions/sign-in";
import { AppError, type ErrorCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { runtime } from "@/lib/runtime";

/** The address that our server saw, handed to Next in a header that it overwrites. */
export const CALLER_HEADER = "x-proxydeck-caller";
const SESSION_SECONDS = 14 * 86_400;

class Refused extends CredentialsSignin {
  constructor(readonly refusal: { code: ErrorCode; reason: string | null }) {
    super();
    this.code = refusal.code;
  }
}

/** The cookie: encrypted, httpOnly, and in it nothing but the session's id. */
const { auth, signIn, signOut } = NextAuth(async () => {
  const { env } = await runtime();
  return {
    secret: env.authSecret.split(","),
    trustHost: true,
    useSecureCookies: env.publicUrl.startsWith("https:"),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in" },
    logger: {
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) log("error", "auth.failed", { error });
      },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async ({ email, password }, request) => ({
          id: await tryToOpen(
            String(email),
            String(password),
            request.headers.get(CALLER_HEADER) ?? "unknown",
          ),
        }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.id ? { sid: user.id } : { sid: token.sid }),
      session: ({ session, token }) => ({ expires: session.expires, user: { id: String(token.sid ?? "") } }),
    },
  };
});

async function tryToOpen(email: string, password: string, ip: string): Promise<string> {
  try {
    return await openSession(await runtime(), { email, password, ip });
  } catch (error) {
    if (error instanceof AppError)
      throw new Refused({ code: error.code, reason: error.details.reason ?? null });
    throw error;
  }
}

/** The session id in the request's cookie, or `null`. Whether the session lives is for its row to say. */
export async function sessionIdInCookie(): Promise<string | null> {
  return (await auth())?.user?.id || null;
}

/** Signs in and sets the cookie. Answers `null`, or why not. */
export async function signInWithPassword(
  email: string,
  password: string,
): Promise<{ code: ErrorCode; reason: string | null } | null> {
  try {
    await signIn("credentials", { email, password, redirect: false });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof CredentialsSignin) return { code: "invalid_key", reason: null };
    throw error;
  }
}

/** Removes the cookie. */
export async function dropCookie(): Promise<void> {
  await signOut({ redirect: false });
}
