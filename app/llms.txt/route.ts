import { readDocument } from "@/lib/client/document";
import { BASE_PATH } from "@/lib/contract/route";
import { en } from "@/lib/messages/en";
import { ownOrigin } from "@/lib/session/origin";
import { listOperations } from "../docs/_parts/operations";
import { DOCS_PLACES } from "../docs/_parts/places";

/** The docs for programs that read: an index, and every operation in a line, from the OpenAPI document. */
export async function GET(): Promise<Response> {
  const [document, origin] = await Promise.all([readDocument(), ownOrigin()]);
  const pages = DOCS_PLACES.map(({ href, label }) => `- [${en.docs.places[label]}](${origin}${href})`);
  const operations = listOperations(document).map(
    ({ method, path, operation }) =>
      `- ${method.toUpperCase()} ${path}: ${operation.summary} (scope ${operation["x-required-scope"] ?? "none"}, ${operation["x-idempotency"]})`,
  );
  const errors = document["x-error-codes"].map(
    ({ code, status }) => `- [${code}](${origin}/docs/errors/${code}): ${status}`,
  );
  const text = [
    `# ${document.info.title}`,
    `> ${document.info.description?.replaceAll("\n", "\n> ")}`,
    `Base URL: ${origin}${BASE_PATH}`,
    `## Docs\n\n${pages.join("\n")}\n- [OpenAPI 3.1 document](${origin}${BASE_PATH}/openapi.json)`,
    `## Operations\n\n${operations.join("\n")}`,
    `## Errors\n\n${errors.join("\n")}`,
  ].join("\n\n");
  return new Response(`${text}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
