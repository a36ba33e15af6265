import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerAsPublished } from "./published";

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
      const answer = await passOn(origin, request, body);
      const headers = {
        "Content-Type": "application/json",
        "X-Request-Id": answer.headers.get("X-Request-Id") ?? "",
      };
      response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
    };
  }

  /** Everything goes on to a running product and is done there, but nobody learns how requests of this path ended. */
  loseAnswersOf(path: string, origin: string): void {
    this.forwardTo(origin);
    const forward = this.#answer;
    this.#answer = async (request, body, response) => {
      if (!request.url?.endsWith(path)) return forward(request, body, response);
      await passOn(origin, request, body);
      request.socket.destroy();
    };
  }

  /** A deployment with the published routes and fields only. */
  actAsPublishedOnly(): void {
    this.#answer = answerAsPublished;
  }

  /** Every request is answered so. */
  answerWith(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.#answer = (_request, _body, response) =>
      response
        .writeHead(status, { "Content-Type": "application/json", ...headers })
        .end(JSON.stringify(body));
  }

  /** Nobody answers. */
  goDown(): void {
    this.#answer = down;
  }
}

function passOn(origin: string, request: IncomingMessage, body: string): Promise<Response> {
  const names = ["authorization", "content-type", "idempotency-key", "x-signature"];
  const headers = Object.fromEntries(
    names.flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])),
  );
  const method = request.method ?? "GET";
  return fetch(`${origin}${request.url}`, { method, headers, ...(method === "GET" ? {} : { body }) });
}

const down: Answerer = (request) => request.socket.destroy();
