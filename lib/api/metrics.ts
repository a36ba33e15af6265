import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Gauges, readGauges } from "@/lib/domain/audit/gauges";
import type { Business } from "@/lib/domain/context";
import { sha256Hex } from "@/lib/ids";
import type { RequestCounts } from "@/lib/request-counts";

interface MetricsSource {
  business: Business;
  counts: RequestCounts;
  /** Empty: only this machine may read. */
  token: string;
  isGatewayUp(): Promise<boolean>;
}

type Sample = [labels: Record<string, string | number>, value: number];

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * `/metrics` in Prometheus' text format: for whoever bears the token, and for this machine itself. Others get 404, as
 * for a path that there is not. No label names a user.
 */
export async function serveMetrics(
  source: MetricsSource,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!mayRead(request, source.token)) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
    return;
  }
  const text = await describeAll(source);
  response
    .writeHead(200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
    })
    .end(text);
}

/** A local caller is one without a proxy in between: those name who they ask for, or another host. */
function mayRead({ headers, socket }: IncomingMessage, token: string): boolean {
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? "")?.[1];
  if (given !== undefined && token !== "") return isSame(given, token);
  const isForwarded = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && LOOPBACK.test(socket.remoteAddress ?? "") && LOCAL_HOST.test(headers.host ?? "");
}

function isSame(given: string, token: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(given)), Buffer.from(sha256Hex(token)));
}

async function describeAll({ business, counts, isGatewayUp }: MetricsSource): Promise<string> {
  const [gauges, gatewayUp] = await Promise.all([readGauges(business).catch(() => null), isGatewayUp()]);
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage();
  return [
    metric("process_cpu_seconds_total", "counter", "CPU time used.", [[{}, (user + system) / 1e6]]),
    metric("process_resident_memory_bytes", "gauge", "Memory in use.", [[{}, memory.rss]]),
    metric("nodejs_heap_used_bytes", "gauge", "Heap in use.", [[{}, memory.heapUsed]]),
    metric("process_start_time_seconds", "gauge", "When this process started.", [
      [{}, Math.round(Date.now() / 1000 - process.uptime())],
    ]),
    metric(
      "proxydeck_requests_total",
      "counter",
      "Requests answered by this process.",
      counts.list().map(({ route, status, count }) => [{ route, status }, count]),
    ),
    metric("proxydeck_database_up", "gauge", "1 when the database answers.", [[{}, gauges ? 1 : 0]]),
    metric("proxydeck_gateway_up", "gauge", "1 when the gateway accepts connections.", [
      [{}, gatewayUp ? 1 : 0],
    ]),
    ...(gauges ? describeBusiness(gauges) : []),
  ].join("");
}

function describeBusiness(gauges: Gauges): string[] {
  return [
    metric("proxydeck_jobs_waiting", "gauge", "Jobs that are due.", [[{}, gauges.jobsWaiting]]),
    metric("proxydeck_jobs_failing", "gauge", "Jobs whose last try failed.", [[{}, gauges.jobsFailing]]),
    metric("proxydeck_holds_open", "gauge", "Orders whose outcome is open.", [[{}, gauges.holdsOpen]]),
    metric("proxydeck_deposits_pending", "gauge", "Deposits that wait for money.", [
      [{}, gauges.depositsPending],
    ]),
    metric(
      "proxydeck_stock_free",
      "gauge",
      "Free addresses.",
      Object.entries(gauges.stockFree).map(([category, free]) => [{ category }, free]),
    ),
  ];
}

function metric(name: string, type: "counter" | "gauge", help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function labelText(labels: Sample[0]): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${String(value).replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`,
  );
  return pairs.length ? `{${pairs.join(",")}}` : "";
}
