import { type IncomingHttpHeaders, request as open } from "node:http";
import type { BrowserContext } from "@playwright/test";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface RawRequest {
  method?: string;
  /** The target as it is sent, where that is not the URL's path. */
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A request with just these headers: no browser and no client adds or mends any. */
export function raw(url: string, { headers = {}, body, ...options }: RawRequest = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = open(url, { ...options, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The cookies of a browser as the header that it would send. */
export async function cookieHeader(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}
