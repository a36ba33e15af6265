import { extendChain, verifyChain } from "@/lib/domain/audit/chain";
import { readEnv } from "@/lib/env";
import { openDatabase } from "@/lib/store/db";

/** `npm run audit`: chains what waits and says whether the audit trail is what it was; exit code 1 when it isn't. */
async function main(): Promise<void> {
  const db = openDatabase(readEnv().databaseUrl, 1);
  try {
    await extendChain(db);
    const { links, waiting, head, problems } = await verifyChain(db);
    for (const problem of problems) process.stdout.write(`BROKEN: ${problem}\n`);
    process.stdout.write(
      `${counted(links, "link")}, ${counted(waiting, "row")} waiting, last hash ${head}\n`,
    );
    process.stdout.write(problems.length ? "The audit trail was changed.\n" : "The audit trail is whole.\n");
    process.exitCode = problems.length ? 1 : 0;
  } finally {
    await db.close();
  }
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
});
