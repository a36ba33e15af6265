import { resolve } from "node:path";
import { restoredDataKey, writeDataFiles } from "@/lib/data-files";
import { readEnv } from "@/lib/env";
import { createSeal } from "@/lib/seal";
import { readBackup, restoreBackup } from "@/lib/store/backup";
import { checkBooks } from "@/lib/store/books";
import { openDatabase } from "@/lib/store/db";

/** `npm run restore -- FILE [--force]`: puts a backup in place of an empty shop, or of any with `--force`. */
async function main(args: string[]): Promise<void> {
  const [name, ...more] = args.filter((arg) => arg !== "--force");
  if (!name || more.length) throw new Error("Usage: npm run restore -- FILE [--force]");
  const env = readEnv();
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const header = await readBackup(file);
  requireKey(restoredDataKey(env.dataDir, env.dataKey, header.files), header.probe);
  const db = openDatabase(env.databaseUrl, 1);
  try {
    await restoreBackup(db, file, {
      header,
      force: args.includes("--force"),
      beforeCommit: () => writeDataFiles(env.dataDir, header.files),
    });
    const problems = await checkBooks(db);
    process.stdout.write(`Restored as of ${header.at}. `);
    process.stdout.write(problems.length ? `${problems.length} rules are broken.\n` : "The books close.\n");
    process.exitCode = problems.length ? 1 : 0;
  } finally {
    await db.close();
  }
}

function requireKey(dataKey: string, probe: string): void {
  try {
    createSeal(dataKey).open(probe, "backup");
  } catch {
    throw new Error("Set DATA_KEY to the one that this backup was made under: this one does not open it.");
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
