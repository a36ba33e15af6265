import { createServer, type IncomingMessage, Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import sirv from "sirv";
import { createApi } from "@/lib/api/app";
import { serveMetrics } from "@/lib/api/metrics";
import { isApiUrl, isLostCall } from "@/lib/api/paths";
import { BASE_PATH } from "@/lib/contract/route";
import { ownOrigins } from "@/lib/env";
import { startJobs } from "@/lib/jobs/runner";
import { KeptPages } from "@/lib/kept-pages";
import { isListening } from "@/lib/listening";
import { log } from "@/lib/log";
import { isForeignWrite, isRead, passDoor } from "@/lib/page-door";
import { readPageNames } from "@/lib/page-names";
import { quietConsole } from "@/lib/quiet-console";
import { type Runtime, runtime } from "@/lib/runtime";

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** How exactly the two are kept: Node looks at slow connections only so often. */
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  keepAliveTimeout: 65_000,
};
const SHUTDOWN_MS = 8_000;
/** A file's name changes with what is in it. */
const ASSET_SECONDS = 31_536_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Serves: API requests straight to `lib/api`, all others to Next. */
async function serve(): Promise<void> {
  const business = await runtime();
  const { host, port } = business.env;
  // Next prints a line for each request that its sender breaks off: strangers could fill the log.
  quietConsole(console, (kept) => log("warn", "pages.lines_kept_back", { ...kept }));
  const server = createServer(LIMITS, await answersOf(business));
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

/** Sends each request to who answers it, once it is clear that it may be answered at all. */
async function answersOf(business: Runtime): Promise<Answer> {
  const keptPages = new KeptPages();
  const answerApi = apiOf(business);
  const answerPage = await pagesOf(business, keptPages);
  const pageNames = readPageNames(process.cwd());
  return (request, response) => {
    const { url } = request;
    // A target that names a host, as proxies get them: Next would redirect there.
    if (!url?.startsWith("/")) return response.writeHead(400).end();
    const toApi = isApiUrl(url) || isMetricsPath(url) || isLostCall(url, request.headers, pageNames);
    if (!toApi && isForeignWrite(request, ownOrigins(business.env))) return response.writeHead(403).end();
    if (changesPages(request, toApi)) response.once("finish", () => keptPages.forget());
    const answer = toApi ? answerApi : answerPage;
    return Promise.resolve(answer(request, response)).catch((error: unknown) => {
      log("error", "request.crashed", { error });
      response.destroy();
    });
  };
}

/** The API, and what monitoring reads. */
function apiOf(business: Runtime): Answer {
  const { gateway, metricsToken, publicUrl } = business.env;
  const api = getRequestListener(createApi(business).fetch, { hostname: new URL(publicUrl).host });
  const metrics = {
    business,
    counts: business.counts,
    token: metricsToken,
    isGatewayUp: () => isListening(gateway.host, gateway.portRotating),
  };
  return (request, response) =>
    isMetricsPath(request.url ?? "") ? serveMetrics(metrics, request, response) : api(request, response);
}

/** Next's pages, behind the door that every page has. */
async function pagesOf(business: Runtime, keptPages: KeptPages): Promise<Answer> {
  const { host, port } = business.env;
  // Next would keep upgraded connections open, beyond every limit. It listens for them on a server that nobody reaches.
  const httpServer = new Server();
  const pages = next({ dev: false, dir: process.cwd(), hostname: host, port, httpServer });
  await pages.prepare();
  const handlePage = pages.getRequestHandler();
  const serveAsset = sirv("dist/assets", {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: ASSET_SECONDS,
  });
  return (request, response) => {
    response.once("finish", () => business.counts.add("pages", response.statusCode));
    const nonce = passDoor(request, response, business);
    const render = () => handlePage(request, response);
    if (request.url?.startsWith("/_next/static/")) return serveAsset(request, response, render);
    return keptPages.serve(request, response, nonce, render);
  };
}

/** What people do in the dashboard and operators do anywhere shows at once. */
function changesPages(request: IncomingMessage, toApi: boolean): boolean {
  return !isRead(request) && (!toApi || request.url?.startsWith(`${BASE_PATH}/admin/`) === true);
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
