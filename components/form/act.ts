import type { Failure } from "@/components/ui/error-panel";

/** How a server action behind an `ActDialog` ended. `turn` tells two equal ends apart. */
export type ActEnd =
  | { end: "open" }
  | { end: "done"; turn: string; message: string; href?: string }
  | { end: "refused"; turn: string; failure: Failure };

/** A server action behind an `ActDialog`; the form carries `idempotency_key` beside its own fields. */
export type Act = (before: ActEnd, form: FormData) => Promise<ActEnd>;

/** The end of an act from an answer of the API: `message` is announced, `href` is where the person goes then. */
export function actEnd(
  result: { ok: true } | { ok: false; error: Failure },
  message: string,
  href?: string,
): ActEnd {
  const turn = crypto.randomUUID();
  if (!result.ok) return { end: "refused", turn, failure: pickFailure(result.error) };
  return { end: "done", turn, message, ...(href ? { href } : {}) };
}

/** Only what the panel shows goes to the browser. */
function pickFailure({ code, request_id, charged, fields, reason, appeal }: Failure): Failure {
  return {
    code,
    ...(request_id ? { request_id } : {}),
    ...(charged === undefined ? {} : { charged }),
    ...(fields ? { fields } : {}),
    ...(reason ? { reason } : {}),
    ...(appeal ? { appeal } : {}),
  };
}
