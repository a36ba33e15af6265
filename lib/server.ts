import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import sirv from "sirv";
import { plainAddress } from "@/lib/addresses";
import { createApi } from "@/lib/api/app";
import { serveMetrics } from "@/lib/api/metrics";
import { isApiUrl, isLostCall } from "@/lib/api/paths";
import { BASE_PATH } from "@/lib/contract/route";
import { type Env, ownOrigins } from "@/lib/env";
import { startJobs } from "@/lib/jobs/runner";
import { KeptPages } from "@/lib/kept-pages";
import { isListening } from "@/lib/listening";
import { log } from "@/lib/log";
import { readPageNames } from "@/lib/page-names";
import { quietConsole } from "@/lib/quiet-console";
import { runtime } from "@/lib/runtime";

/** Read by `lib/session/auth.ts`. */
const CALLER_HEADER = "x-proxydeck-caller";
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How exactly the two are kept: Node looks at slow connections only so often. */
const TIMEOUT_CHECK_MS = 1_000;
const SHUTDOWN_MS = 8_000;
/** A file's name changes with what is in it. */
const ASSET_SECONDS = 31_536_000;

/** Serves: API requests straight to `lib/api`, all others to Next. */
async function serve(): Promise<void> {
  const business = await runtime();
  const { host, port } = business.env;
  const api = getRequestListener(createApi(business).fetch, {
    hostname: new URL(business.env.publicUrl).host,
  });
  const { gateway, metricsToken } = business.env;
  const metrics = {
    business,
    counts: business.counts,
    token: metricsToken,
    isGatewayUp: () => isListening(gateway.host, gateway.portRotating),
  };
  // Next would keep upgraded connections open, beyond every limit. It listens for them on a server that nobody reaches.
  const httpServer = new Server();
  const pages = next({ dev: false, dir: process.cwd(), hostname: host, port, httpServer });
  await pages.prepare();
  const handlePage = pages.getRequestHandler();
  const pageNames = readPageNames(process.cwd());
  const keptPages = new KeptPages();
  const serveAsset = sirv("dist/assets", {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: ASSET_SECONDS,
  });
  // Next prints a line for each request that its sender breaks off: strangers could fill the log.
  quietConsole(console, (kept) => log("warn", "pages.lines_kept_back", { ...kept }));
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: 16_384,
      keepAliveTimeout: 65_000,
    },
    (request: IncomingMessage, response: ServerResponse) => {
      // A target that names a host, as proxies get them: Next would redirect there.
      if (!request.url?.startsWith("/")) {
        response.writeHead(400).end();
        return;
      }
      request.headers[CALLER_HEADER] = callerOf(request, business.trustedProxies);
      const toApi = isApiUrl(request.url) || isLostCall(request.url, request.headers, pageNames);
      if (changesPages(request, toApi)) response.once("finish", () => keptPages.forget());
      if (!toApi && isForeignWrite(request, ownOrigins(business.env))) {
        response.writeHead(403).end();
        return;
      }
      const isMetrics = isMetricsPath(request.url ?? "");
      const servePage = () => {
        response.once("finish", () => business.counts.add("pages", response.statusCode));
        const isHttps = business.env.publicUrl.startsWith("https:");
        nameOwnHost(request, business.env);
        const nonce = guardPage(request, response, isHttps);
        keepReferral(request, response, isHttps);
        const render = () => handlePage(request, response);
        if (request.url?.startsWith("/_next/static/")) return serveAsset(request, response, render);
        return keptPages.serve(request, response, nonce, render);
      };
      const serveApi = () => (isMetrics ? serveMetrics(metrics, request, response) : api(request, response));
      const work = toApi || isMetrics ? serveApi() : servePage();
      Promise.resolve(work).catch((error: unknown) => {
        log("error", "request.crashed", { error });
        response.destroy();
      });
    },
  );
  const jobs = startJobs(business);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  log("info", "server.ready", { host, port });
  stopCleanly(async () => {
    server.close();
    server.closeIdleConnections();
    await jobs.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    server.closeAllConnections();
    await business.close();
  });
}

/** Where a request comes from, for the pages; whatever it said itself is overwritten. */
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
function isForeignWrite(request: IncomingMessage, own: readonly string[]): boolean {
  return !isRead(request) && !own.includes(request.headers.origin ?? "");
}

/** What people do in the dashboard and operators do anywhere shows at once. */
function changesPages(request: IncomingMessage, toApi: boolean): boolean {
  return !isRead(request) && (!toApi || request.url?.startsWith(`${BASE_PATH}/admin/`) === true);
}

function isRead({ method = "" }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}

function isMetricsPath(url: string): boolean {
  return url.split("?", 1)[0] === "/metrics";
}

/** Ends with the launcher, on a signal, or when the launcher is gone. */
function stopCleanly(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, once);
}

serve().catch((error: unknown) => {
  log("error", "server.failed", { error });
  process.exit(1);
});
