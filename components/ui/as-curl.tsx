import { useT } from "@/lib/messages/t";
import { Code } from "./code";
import { CopyButton } from "./copy-button";

/** A request of the API as a page's action sends it. The key stays out of it. */
export interface ApiRequest {
  method: string;
  /** Absolute. */
  url: string;
  body?: unknown;
  idempotencyKey?: string;
}

/** "Show as curl": the very request that the action beside it sends, to paste with a key in `$KEY`. */
export function AsCurl({ request }: { request: ApiRequest }) {
  const t = useT("common");
  const text = curlOf(request);
  return (
    <details className="mt-3 min-w-0 text-sm">
      <summary className="min-h-6 w-fit py-1 text-muted hover:text-text">{t("asCurl.show")}</summary>
      <Code label="curl" className="on-ground mt-1 rounded-control border border-line px-3 py-2">
        {text}
      </Code>
      <div className="mt-2 flex items-center justify-between gap-3">
        <p className="text-muted">{t("asCurl.key")}</p>
        <CopyButton text={text} what="curl" word />
      </div>
    </details>
  );
}

/** The request as a command for a shell. */
export function curlOf({ method, url, body, idempotencyKey }: ApiRequest): string {
  const verb = method.toUpperCase();
  return [
    `curl${verb === "GET" ? "" : ` -X ${verb}`} ${quoted(url)}`,
    '-H "Authorization: Bearer $KEY"',
    ...(idempotencyKey ? [`-H ${quoted(`Idempotency-Key: ${idempotencyKey}`)}`] : []),
    ...(body === undefined
      ? []
      : [`-H ${quoted("Content-Type: application/json")}`, `-d ${quoted(JSON.stringify(body))}`]),
  ].join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
