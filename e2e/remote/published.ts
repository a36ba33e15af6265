import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A deployment with the published routes and fields only, strict about what it is sent, with fields, words and list
 * shapes of its own in its answers. It sells: the balance goes down, a subscription comes.
 */
export const STUB_KEY = "stub-key-of-another-deployment";

type Fields = Record<string, unknown>;
interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Fields;
  headers: IncomingMessage["headers"];
}
type Answer = [status: number, body: unknown];

const TAKES: Readonly<Record<string, readonly string[]>> = {
  "/proxy/quote": ["category", "quantity"],
  "/proxy/static": ["category", "country_name", "quantity", "auto_renew", "user_id"],
  "/deposits": ["provider", "amount_usd", "user_id"],
};
const first = { id: 9, kind: "static", category: "isp", country: "US", quantity: 1, mood: { unknown: true } };
const state = {
  cents: 5_000,
  subscriptions: [
    { ...first, status: "active", expires_at: "2030-01-01T00:00:00Z", auto_renew: false },
    { id: 10, kind: "rotating", status: "RUNNING", traffic: "lots", expires_at: "whenever" },
    { id: 11, category: "ipv6", status: "dead", expires_at: "2020-01-01T00:00:00Z", price_usd: 3 },
  ] as Fields[],
  kept: new Map<string, Answer>(),
};
const usd = (cents: number) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

/** Answers as such a deployment would. */
export function answerAsPublished(request: IncomingMessage, text: string, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "http://stub");
  const path = url.pathname.replace("/proxy/api/v1", "");
  const body: Fields = text ? JSON.parse(text) : {};
  const asked = {
    method: request.method ?? "",
    path,
    query: url.searchParams,
    body,
    headers: request.headers,
  };
  const answer = answerTo(asked);
  if (answer)
    response.writeHead(answer[0], { "Content-Type": "application/json" }).end(JSON.stringify(answer[1]));
  else response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not found</h1>");
}

function answerTo(asked: Asked): Answer | null {
  if (asked.headers.authorization !== `Bearer ${STUB_KEY}`) return [401, { error: { code: "invalid_key" } }];
  const allowed = asked.path.endsWith("/renew") ? [] : TAKES[asked.path];
  const unknown = Object.keys(asked.body).filter((field) => allowed && !allowed.includes(field));
  if (unknown.length) return [400, { detail: `unknown field ${unknown}` }];
  if (asked.method === "GET") return read(asked);
  return asked.path === "/proxy/quote" ? quote(asked.body) : write(asked);
}

function read({ path }: Asked): Answer | null {
  const [, of, id, part] = /^\/(proxy\/subscriptions|deposits\/pay)\/(\w+)(\/credentials)?$/.exec(path) ?? [];
  if (of === "deposits/pay")
    return [200, { provider: "pay", external_id: id, amount_usd: "5.00", status: "paid" }];
  const card = state.subscriptions.find((one) => String(one.id) === id);
  if (card) return [200, part ? credentialsOf(card) : { subscription: card }];
  const user = { id: 7, balance_usd: usd(state.cents), horoscope: "unknown" };
  const answers: Record<string, unknown> = {
    "/users/me": { principal: { key_id: 3, name: "Stub shop", role: "reseller", user_id: 7 }, user },
    "/users/7/balance": { user_id: 7, balance_usd: usd(state.cents), currency: "USD" },
    "/transactions": [
      { id: 1, amount_usd: "-12.50", created_at: "2026-06-09T00:00:00Z", extra: [] },
      { id: 2, amount_usd: 50, type: "gift", status: "settled" },
    ],
    "/referrals": { invited: 2 },
    "/proxy/catalog": {
      categories: [
        { category: "isp", label: "ISP", unit: "IP", kind: "static", live: true, sample_price_usd: "2.50" },
        { category: "residential", label: "Residential", unit: "GB", kind: "rotating", live: true },
        { category: "ipv6", label: "IPv6", unit: "IP", kind: "static", live: true },
      ],
    },
    "/proxy/subscriptions": { data: state.subscriptions, total: state.subscriptions.length },
  };
  return path in answers ? [200, answers[path]] : null;
}

function credentialsOf({ id, kind }: Fields): Fields {
  if (kind === "rotating")
    return { subscription_id: id, kind, upstream_login: "u", upstream_endpoint: "gw.example:7000" };
  const proxy = { ip: "192.0.2.4", port_http: 8080, port_socks: 1080, login: "u", password: "stub-pass" };
  return { subscription_id: id, kind: "static", static_proxies: [proxy] };
}

function quote({ category, quantity }: Fields): Answer {
  return [200, { category, quantity, unit: "IP", price_usd: usd(250 * Number(quantity)), available: true }];
}

function write(asked: Asked): Answer | null {
  const key = String(asked.headers["idempotency-key"] ?? "");
  const kept = state.kept.get(key);
  if (kept) return kept;
  const [, id] = /^\/proxy\/subscriptions\/(\d+)\/auto-renew$/.exec(asked.path) ?? [];
  const card = state.subscriptions.find((one) => String(one.id) === id);
  if (card) return [200, Object.assign(card, asked.body)];
  const answer = key ? pay(asked) : null;
  if (answer && answer[0] < 300) state.kept.set(key, answer);
  return answer;
}

function pay({ path, body }: Asked): Answer | null {
  if (path === "/deposits") return [201, { provider: "pay", external_id: "X1", amount_usd: body.amount_usd }];
  const renewed = /^\/proxy\/subscriptions\/(\d+)\/renew$/.exec(path)?.[1];
  if (path !== "/proxy/static" && !renewed) return null;
  const cents = 250 * Number(body.quantity ?? 1);
  if (cents > state.cents) return [402, { status: "insufficient" }];
  state.cents -= cents;
  if (renewed) return [200, { subscription_id: Number(renewed), status: "ok", price_usd: usd(cents) }];
  const id = state.subscriptions.length + 9;
  state.subscriptions.push({ ...first, id, quantity: body.quantity, price_usd: usd(cents) });
  return [200, { status: "ok", subscription_id: id, order_id: 120, price_usd: usd(cents), country: "US" }];
}
