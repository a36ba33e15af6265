import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";

type Fetch = (request: Request) => Response | Promise<Response>;

/** How the requests of a test reach the API. */
export interface Link {
  ask: Fetch;
  close(): Promise<void>;
}

/** Ports of Prism, which answers for a request or an answer that the document does not allow: `npm run conformance`. */
const [STRICT = "", LENIENT = ""] = (process.env.PRISM_PORTS ?? "").split(",");
/** Prism asks for a key where the document does; with this one the relay behind it takes it off again. */
const NO_KEY = "Bearer none";

/** In process, or, where `PRISM_PORTS` says so, over HTTP through Prism, which has the sandbox's document. */
export async function linkTo(fetch: Fetch, mode: "sandbox" | "live"): Promise<Link> {
  if (!STRICT || mode === "live") return { ask: fetch, close: async () => undefined };
  const server = createServer(getRequestListener(fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const upstream = typeof address === "object" ? String(address?.port) : "";
  return {
    ask: (request) => askThroughPrism(request, upstream, fetch),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Through the strict Prism. What it refuses as a request goes to the product through the lenient one, which still
 * checks the answer, and has to be refused by the product too. Prism rewrites bodies, and knows only the paths of the
 * document: what it can't carry goes straight to the product.
 */
async function askThroughPrism(request: Request, upstream: string, direct: Fetch): Promise<Response> {
  const { method, url, headers } = request;
  const body = await request.text();
  const straight = () => direct(new Request(url, { method, headers, ...(body ? { body } : {}) }));
  if (!isCarried(body)) return straight();
  const { pathname, search } = new URL(url);
  const through = (port: string) => {
    const sent = new Headers(headers);
    sent.set("X-Upstream", upstream);
    if (port === LENIENT && !sent.has("Authorization")) sent.set("Authorization", NO_KEY);
    return fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
      method,
      headers: sent,
      ...(body ? { body } : {}),
    });
  };
  const first = await requireFit(await through(STRICT));
  if (!isPrisms(first)) return first;
  const second = await requireFit(await through(LENIENT));
  const answer = isPrisms(second) ? await straight() : second;
  if (answer.status < 400 && method !== "HEAD")
    throw new Error(`${method} ${pathname}${search}: the document forbids what the product does.
${await first.text()}`);
  return answer;
}

/** Prism parses bodies and writes them anew. */
function isCarried(body: string): boolean {
  if (!body) return true;
  try {
    return JSON.stringify(JSON.parse(body)) === body;
  } catch {
    return false;
  }
}

const isPrisms = (answer: Response) => answer.headers.get("Content-Type") === "application/problem+json";

/** Throws for an answer of the product that Prism finds no place for in the document, be it only a warning. */
async function requireFit(answer: Response): Promise<Response> {
  const violations = answer.headers.get("sl-violations") ?? "";
  if (violations.includes('"location":["response"'))
    throw new Error(`Prism: ${violations} ${await answer.text()}`);
  return answer;
}
