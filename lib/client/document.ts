import "server-only";
import type { OpenApiDocument } from "@/lib/contract/openapi";
import { BASE_PATH } from "@/lib/contract/route";
import { sendInProcess } from "./transport";

let document: Promise<OpenApiDocument> | undefined;

/**
 * The OpenAPI document of API v1, as this process has it: the same for everybody, for as long as the process lives, and
 * there also where the pages work with a deployment that publishes none.
 */
export function readDocument(): Promise<OpenApiDocument> {
  document ??= askForDocument().catch((error: unknown) => {
    document = undefined;
    throw error;
  });
  return document;
}

async function askForDocument(): Promise<OpenApiDocument> {
  const { ok, body } = await sendInProcess(new Request(`http://in-process${BASE_PATH}/openapi.json`));
  if (!ok) throw new Error("The API has no document.");
  return asDocument(body);
}

/** The API generates it from the same types. */
function asDocument(body: unknown): OpenApiDocument {
  return body as OpenApiDocument;
}
