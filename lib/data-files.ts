import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Small files of the data directory that a shop can't do without, or would miss. */
const NAMES = ["secrets.json", "ports.json", "first-run.json"] as const;

/** Reads them for a backup. Generated secrets go along only when they are the ones in use. */
export function readDataFiles(dataDir: string, dataKey: string): Record<string, string> {
  const found = NAMES.filter((name) => existsSync(join(dataDir, name))).map((name): [string, string] => [
    name,
    readFileSync(join(dataDir, name), "utf8"),
  ]);
  return Object.fromEntries(
    found.filter(([name, text]) => name !== "secrets.json" || keyIn(text) === dataKey),
  );
}

/** Puts them back, for the owner's eyes only. */
export function writeDataFiles(dataDir: string, files: Readonly<Record<string, string>>): void {
  for (const name of NAMES) {
    const text = files[name];
    if (text !== undefined) writeFileSync(join(dataDir, name), text, { mode: 0o600 });
  }
}

/**
 * The data key that will open a restored shop: one given from outside, else the one that came with the backup, else
 * the configured one. `configured` counts as given from outside unless this data directory generated it.
 */
export function restoredDataKey(
  dataDir: string,
  configured: string,
  files: Readonly<Record<string, string>>,
): string {
  const path = join(dataDir, "secrets.json");
  const generated = existsSync(path) ? keyIn(readFileSync(path, "utf8")) : null;
  const carried = keyIn(files["secrets.json"] ?? "{}");
  return configured === generated ? (carried ?? configured) : configured;
}

function keyIn(text: string): string | null {
  const secrets: unknown = JSON.parse(text);
  const key =
    typeof secrets === "object" && secrets !== null && "DATA_KEY" in secrets ? secrets.DATA_KEY : null;
  return typeof key === "string" ? key : null;
}
