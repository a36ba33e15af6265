import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What of the site's first path segments is no page: below it lies the API. */
const NO_PAGE = "proxy";

/** The first segments of the paths that the build in `dir` has pages for: "", "catalog", "docs" … */
export function readPageNames(dir: string): ReadonlySet<string> {
  const file = join(/* turbopackIgnore: true */ dir, ".next/app-path-routes-manifest.json");
  const routes: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  const names = new Set(Object.values(routes).map((path) => path.split("/")[1] ?? ""));
  names.delete(NO_PAGE);
  return names.add("_next");
}
