import "server-only";
import { headers } from "next/headers";

/** Where this request was asked, for commands that are to be pasted: `https://shop.example`. */
export async function originOfRequest(): Promise<string> {
  const sent = await headers();
  const given = sent.get("host") ?? "";
  const host = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(given) ? given : "localhost:3000";
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(host);
  const isHttps = sent.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" || !isLocal;
  return `${isHttps ? "https" : "http"}://${host}`;
}
