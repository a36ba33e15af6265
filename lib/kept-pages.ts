import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { LRUCache } from "lru-cache";

const KEPT_MS = 1_000;
/** Of some 60 kB each, and docs of up to 400 kB. */
const MOST_PAGES = 100;
/** What reads the same for everybody who sent the same headers: no page of one person, nothing behind a secret address. */
const FOR_ALL = /^\/(?:sign-in|sign-up|forgot|docs(?:\/[\w/-]*)?)?$/;
/** All that such a page is made of, besides what every visitor gets. */
const MADE_OF = ["host", "cookie", "accept-language", "user-agent"];
/** Next's own requests for parts of a page. */
const PARTS_OF_PAGES = ["rsc", "next-router-state-tree", "next-router-prefetch", "next-action"];
const zip = promisify(gzip);

interface KeptPage {
  /** The page, cut where the nonce of its first reader stood: each reader gets one of their own. */
  pieces: string[];
  headers: ReturnType<ServerResponse["getHeaders"]>;
  until: number;
}

/**
 * Pages for strangers, kept for a second after they were made. Rendering one keeps the process busy for milliseconds, and
 * anybody may ask for it any number of times; so a crowd, or one flood, costs a rendering a second.
 */
export class KeptPages {
  private readonly pages = new LRUCache<string, KeptPage>({ max: MOST_PAGES });
  private writes = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Answers with the page as it was a moment ago, or has it made by `render` and keeps it. `nonce` is this reader's. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    nonce: string,
    render: () => Promise<void>,
  ): Promise<void> {
    if (!isForAll(request)) return render();
    const name = [request.url, ...MADE_OF.map((header) => request.headers[header] ?? "")].join("\n");
    const kept = this.pages.get(name);
    const isZipped = /\bgzip\b(?!\s*;\s*q=0)/.test(String(request.headers["accept-encoding"] ?? ""));
    if (kept && this.now() < kept.until) {
      for (const [header, value] of Object.entries(kept.headers))
        if (value) response.setHeader(header, value);
      return sendPage(response, kept.pieces.join(nonce), isZipped);
    }
    // The page is wanted as text, to put another nonce in; it is zipped here.
    delete request.headers["accept-encoding"];
    const { writes } = this;
    const made = collect(response);
    const rendering = render();
    // It ends when the page is sent, so before that only if it failed or the reader left.
    const html = await Promise.race([made, rendering.then(() => null)]);
    if (html === null) return;
    if (isKeepable(response) && writes === this.writes) {
      const headers = response.getHeaders();
      delete headers["content-security-policy"];
      this.pages.set(name, { pieces: html.split(nonce), headers, until: this.now() + KEPT_MS });
    }
    return sendPage(response, html, isZipped);
  }

  /** Somebody wrote something: the next reader gets a page made after it. */
  forget(): void {
    this.writes += 1;
    this.pages.clear();
  }
}

function isForAll({ method, url = "", headers }: IncomingMessage): boolean {
  if (method !== "GET" || !FOR_ALL.test(url)) return false;
  return !headers.cookie?.includes("session-token") && !PARTS_OF_PAGES.some((name) => name in headers);
}

function isKeepable(response: ServerResponse): boolean {
  const isPage = String(response.getHeader("content-type") ?? "").startsWith("text/html");
  return response.statusCode === 200 && isPage && !response.hasHeader("set-cookie");
}

/** Holds back what is written to `response`, which is as it was when the text is there. */
function collect(response: ServerResponse): Promise<string> {
  const { write, end, writeHead, flushHeaders } = response;
  const chunks: Buffer[] = [];
  const take = (chunk: unknown) => {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  return new Promise((resolve) => {
    response.flushHeaders = () => undefined;
    response.writeHead = (status: number) => {
      response.statusCode = status;
      return response;
    };
    response.write = (chunk: unknown) => {
      take(chunk);
      return true;
    };
    response.end = (chunk?: unknown) => {
      take(chunk);
      Object.assign(response, { write, end, writeHead, flushHeaders });
      resolve(Buffer.concat(chunks).toString());
      return response;
    };
  });
}

async function sendPage(response: ServerResponse, html: string, isZipped: boolean): Promise<void> {
  const body = isZipped ? await zip(html, { level: 4 }) : Buffer.from(html);
  if (isZipped) response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Content-Length", body.length);
  response.end(body);
}
