import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Answerer = (request: IncomingMessage, body: string, response: ServerResponse) => unknown;

/** One address behind which the API can be swapped: another product, a stub, or nobody. */
export class FarApi {
  #answer: Answerer = down;
  readonly #server: Server;
  /** What was asked, with its headers. */
  readonly seen: { path: string; headers: IncomingMessage["headers"] }[] = [];

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        this.seen.push({ path: request.url ?? "", headers: request.headers });
        void this.#answer(request, Buffer.concat(chunks).toString(), response);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/proxy/api/v1`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Everything goes on to a running product. */
  forwardTo(origin: string): void {
    this.#answer = async (request, body, response) => {
      const names = ["authorization", "content-type", "idempotency-key", "x-signature"];
      const headers = Object.fromEntries(
        names.flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])),
      );
      const method = request.method ?? "GET";
      const sent = method === "GET" ? {} : { body };
      const answer = await fetch(`${origin}${request.url}`, { method, headers, ...sent });
      response
        .writeHead(answer.status, { "Content-Type": "application/json" })
        .end(Buffer.from(await answer.arrayBuffer()));
    };
  }

  /** A deployment with the published routes and fields only, with fields and list shapes that we don't know. */
  actAsPublishedOnly(): void {
    this.#answer = answerAsPublished;
  }

  /** Nobody answers. */
  goDown(): void {
    this.#answer = down;
  }
}

const down: Answerer = (request) => request.socket.destroy();

export const STUB_KEY = "stub-key-of-another-deployment";
const SUBSCRIPTION = {
  id: 9,
  kind: "static",
  category: "isp",
  country: "US",
  quantity: 1,
  status: "active",
  expires_at: "2030-01-01T00:00:00Z",
  mood: { unknown: true },
};
const GETS: Record<string, unknown> = {
  "/users/me": {
    principal: { key_id: 3, name: "Stub shop", role: "reseller", user_id: 7 },
    user: { id: 7, balance_usd: "50.00", horoscope: "unknown" },
  },
  "/users/7/balance": { user_id: 7, balance_usd: "50.00", currency: "USD" },
  "/transactions": [{ id: 1, amount_usd: "-12.50", created_at: "2026-06-09T00:00:00Z", extra: [] }],
  "/proxy/catalog": {
    categories: [
      { category: "isp", label: "ISP", unit: "IP", kind: "static", live: true, sample_price_usd: "2.50" },
    ],
  },
  "/proxy/subscriptions": { subscriptions: [SUBSCRIPTION], total: 1 },
  "/proxy/subscriptions/9": SUBSCRIPTION,
  "/proxy/subscriptions/9/credentials": {
    subscription_id: 9,
    kind: "static",
    static_proxies: [
      { ip: "192.0.2.4", port_http: 8080, port_socks: 1080, login: "u", password: "stub-pass" },
    ],
  },
};

const answerAsPublished: Answerer = (request, body, response) => {
  const send = (status: number, answer: unknown) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  const path = (request.url ?? "").replace("/proxy/api/v1", "").replace(/\?.*/, "");
  if (request.headers.authorization !== `Bearer ${STUB_KEY}`)
    return send(401, { error: { code: "invalid_key" } });
  if (request.method === "GET" && path in GETS) return send(200, GETS[path]);
  if (path === "/proxy/quote") {
    const { category, quantity } = JSON.parse(body);
    return send(200, { category, quantity, unit: "IP", price_usd: "12.50", available: true });
  }
  return response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not found</h1>");
};
