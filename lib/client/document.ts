import "server-only";
import type { OpenApiDocument } from "@/lib/contract/openapi";
import { BASE_PATH } from "@/lib/contract/route";
import { send } from "./transport";

let document: OpenApiDocument | undefined;

/** The API's own OpenAPI document. It is the same for everybody and for as long as the process lives. */
export async function readDocument(): Promise<OpenApiDocument> {
  if (document) return document;
  const response = await send(new Request(`http://in-process${BASE_PATH}/openapi.json`));
  document = await response.json();
  if (!document) throw new Error("The API has no document.");
  return document;
}
