import "server-only";
import type { OpenApiDocument } from "@/lib/contract/openapi";
import { BASE_PATH } from "@/lib/contract/route";
import { send } from "./transport";

let document: Promise<OpenApiDocument> | undefined;

/** The API's own OpenAPI document. It is the same for everybody and for as long as the process lives. */
export function readDocument(): Promise<OpenApiDocument> {
  document ??= askForDocument().catch((error: unknown) => {
    document = undefined;
    throw error;
  });
  return document;
}

async function askForDocument(): Promise<OpenApiDocument> {
  const { ok, body } = await send(new Request(`http://in-process${BASE_PATH}/openapi.json`), null);
  if (!ok) throw new Error("The API has no document.");
  return asDocument(body);
}

/** The API generates it from the same types. */
function asDocument(body: unknown): OpenApiDocument {
  return body as OpenApiDocument;
}
