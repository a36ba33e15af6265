import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { plainAddress } from "@/lib/addresses";
import { type Env, ownOrigins } from "@/lib/env";

/** In which pages read the address that our server saw; whatever a request says itself is overwritten. */
export const CALLER_HEADER = "x-proxydeck-caller";

/** What every page's request and answer pass before Next sees them; answers the nonce of the page's own scripts. */
export function passDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { env, trustedProxies }: { env: Env; trustedProxies: number },
): string {
  const isHttps = env.publicUrl.startsWith("https:");
  request.headers[CALLER_HEADER] = callerOf(request, trustedProxies);
  nameOwnHost(request, env);
  keepReferral(request, response, isHttps);
  return guardPage(request, response, isHttps);
}

/** Where a request comes from. */
function callerOf(request: IncomingMessage, trustedHops: number): string {
  const chain = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const forwarded = trustedHops > 0 ? chain.at(-trustedHops)?.trim() : undefined;
  return plainAddress(forwarded || (request.socket.remoteAddress ?? "")) ?? "unknown";
}

/** The host and scheme that pages go by: of our own origins the one that was asked, else the public one. */
function nameOwnHost({ headers }: IncomingMessage, env: Env): void {
  const own = ownOrigins(env).find((origin) => new URL(origin).host === headers.host) ?? env.publicUrl;
  const { host, protocol, port } = new URL(own);
  headers.host = host;
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
  headers["x-forwarded-port"] = port || (protocol === "https:" ? "443" : "80");
}

/** Headers of every page. Next reads the nonce, which is returned, from the request's policy for its own scripts. */
function guardPage(request: IncomingMessage, response: ServerResponse, isHttps: boolean): string {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  if (isHttps) response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return nonce;
}

/** Keeps the code of a referral link for sign-up; read by `lib/session/join.ts`. */
function keepReferral(request: IncomingMessage, response: ServerResponse, isHttps: boolean): void {
  const code = /[?&]ref=([\w-]{1,64})(?:&|$)/.exec(request.url ?? "")?.[1];
  if (!code) return;
  const secure = isHttps ? "; Secure" : "";
  response.appendHeader(
    "Set-Cookie",
    `ref=${code}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** Pages write through server actions, and those are for our own pages: a foreign or absent Origin is refused. */
export function isForeignWrite(request: IncomingMessage, own: readonly string[]): boolean {
  return !isRead(request) && !own.includes(request.headers.origin ?? "");
}

/** True for requests that change nothing. */
export function isRead({ method = "" }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}
