import "server-only";
import { getMe } from "@/lib/contract/users";
import { AppError, ERROR_CODES } from "@/lib/errors";
import type { RemotePerson } from "@/lib/session/remote";
import { buildRequest } from "./request";
import { send } from "./transport";

/** Whose key it is, as the deployment behind `PROXY_API_URL` says. Throws its refusal, `unavailable` when it is down. */
export async function askWhoIAm(key: string): Promise<RemotePerson> {
  const { ok, body } = await send(buildRequest(getMe, {}, { key }), getMe);
  if (!ok) throw refusalOf(body);
  const { principal, user } = asMe(body);
  return {
    role: principal?.role === "operator" ? "operator" : "reseller",
    name: String(principal?.name ?? "").slice(0, 200),
    userId: idOf(user?.id) ?? idOf(principal?.user_id),
  };
}

interface Loose {
  principal?: { role?: unknown; name?: unknown; user_id?: unknown };
  user?: { id?: unknown } | null;
}

/** `adaptAnswer` made it an object; every field is looked at before it is used. */
function asMe(body: unknown): Loose {
  return body as Loose;
}

/** Every failure of the transport has the one error shape. */
function refusalOf(body: unknown): AppError {
  const { error } = body as { error: { code: unknown; reason?: unknown } };
  const code = ERROR_CODES.find((known) => known === error.code) ?? "unavailable";
  return new AppError(code, "The API refused the key.", {
    ...(typeof error.reason === "string" ? { reason: error.reason } : {}),
  });
}

function idOf(value: unknown): number | null {
  const id = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof id === "number" && Number.isSafeInteger(id) && id > 0 ? id : null;
}
