import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import { startPostgres } from "@/lib/launcher/postgres.mjs";
import { insertCategories } from "@/lib/store/catalog";
import { openDatabase } from "@/lib/store/db";
import { migrate } from "@/lib/store/migrate";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Puts a shop without users into an empty database. */
export async function makeTemplate(url: string): Promise<void> {
  const db = openDatabase(url, 2);
  await migrate(db);
  await insertCategories(db, DEMO_CATEGORIES);
  await db.close();
}

/** One throw-away Postgres for the whole run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "proxydeck-test-"));
  const postgres = await startPostgres({ dataDir: join(folder, "postgres"), fsync: false });
  await makeTemplate(postgres.url);
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
