import "server-only";
import { headers } from "next/headers";
import { type RemotePerson, signInRemotely } from "@/lib/domain/sessions/remote";
import { foreignApiUrl } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { CALLER_HEADER } from "@/lib/page-door";
import { runtime } from "@/lib/runtime";
import { enter, type Refusal } from "./auth";
import { requireOwnOrigin } from "./current";

export type { RemotePerson };

/** Signs in at the deployment that `PROXY_API_URL` names. `ask` asks it whose key it is. Answers `null`, or why not. */
export async function enterRemotely(
  wish: { key: string; userId: number | null; signingSecret: string | null },
  ask: (key: string) => Promise<RemotePerson>,
): Promise<Refusal | null> {
  await requireOwnOrigin();
  const ctx = await runtime();
  const origin = foreignApiUrl(ctx.env);
  if (origin === null) throw new AppError("not_found", "API keys sign in here.");
  const sent = await headers();
  const caller = { ip: sent.get(CALLER_HEADER) ?? "unknown", userAgent: sent.get("user-agent") };
  try {
    return await enter({
      way: "session",
      id: await signInRemotely(ctx, { ...wish, ...caller, origin }, ask),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, reason: error.details.reason ?? null, challenge: null };
  }
}
