import { AppError, badRequest } from "@/lib/errors";
import type { ApiContext } from "./call";

const MAX_BODY_BYTES = 64 * 1024;

/** Reads the body of a request. Throws `payload_too_large`, `unsupported_media_type`; `bad_request` when it breaks off. */
export async function readBytes(c: ApiContext, next: () => Promise<void>): Promise<void> {
  const hasBody = c.req.method !== "GET" && c.req.method !== "HEAD";
  const bytes = hasBody ? await readAtMost(c).catch(refuseBroken) : new Uint8Array();
  if (bytes.length) requireJson(c);
  if (bytes.length && c.req.header("Content-Encoding"))
    throw unsupported("Send the body as it is, not compressed.");
  c.set("rawBody", bytes);
  await next();
}

/** A length that was announced is what the server reads; without one, bytes are counted as they come. */
async function readAtMost(c: ApiContext): Promise<Uint8Array> {
  const announced = c.req.header("Content-Length");
  if (Number(announced) > MAX_BODY_BYTES) throw tooLarge();
  if (announced !== undefined && !c.req.header("Transfer-Encoding"))
    return new Uint8Array(await c.req.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whoever goes away in the middle of a body is no failure of ours, and strangers could fill the log with it. */
function refuseBroken(error: unknown): never {
  throw error instanceof AppError ? error : badRequest("", "incomplete", "The body broke off.");
}

function requireJson(c: ApiContext): void {
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw unsupported("Send application/json.");
}

function tooLarge(): AppError {
  return new AppError("payload_too_large", "At most 64 kB.");
}

function unsupported(message: string): AppError {
  return new AppError("unsupported_media_type", message);
}
