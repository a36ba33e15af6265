import { readEnv } from "@/lib/env";
import { checkBooks } from "@/lib/store/books";
import { openDatabase } from "@/lib/store/db";

/** `npm run books`: says whether the books close; exit code 1 when they don't. */
async function main(): Promise<void> {
  const db = openDatabase(readEnv().databaseUrl, 1);
  const problems = await checkBooks(db).finally(() => db.close());
  for (const { rule, ids } of problems) process.stdout.write(`BROKEN: ${rule} (${ids.join(", ")})\n`);
  process.stdout.write(problems.length ? `${problems.length} rules broken\n` : "The books close.\n");
  process.exitCode = problems.length ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
});
