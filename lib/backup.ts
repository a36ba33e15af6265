import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readDataFiles } from "@/lib/data-files";
import { readEnv } from "@/lib/env";
import { createSeal } from "@/lib/seal";
import { writeBackup } from "@/lib/store/backup";
import { openDatabase } from "@/lib/store/db";

/** `npm run backup -- FILE`: the whole shop, of one instant, while it runs. */
async function main([name]: string[]): Promise<void> {
  if (!name) throw new Error("Usage: npm run backup -- FILE");
  const env = readEnv();
  // npm runs us in the project's root; a relative path means where its user stands.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  if (existsSync(file)) throw new Error(`${file} is there already.`);
  const files = readDataFiles(env.dataDir, env.dataKey);
  const db = openDatabase(env.databaseUrl, 1);
  const probe = createSeal(env.dataKey).close("backup", "backup");
  const rows = await writeBackup(db, file, { probe, files }).finally(() => db.close());
  process.stdout.write(`${rows} rows in ${file}\n`);
  process.stdout.write(
    files["secrets.json"]
      ? "The generated secrets are in it: whoever reads this file reads every password. Keep it safe.\n"
      : "DATA_KEY and AUTH_SECRET came from your settings and are not in it: keep them as well, without them no credential opens.\n",
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
