import { type BooksProblem, checkBooks } from "@/lib/store/books";
import { askForCheck, type ChecksRow, endCheck, readChecks, startCheck } from "@/lib/store/books-checks";
import type { Business } from "../context";

/** A check reads the whole ledger: minutes of work in the largest shops. */
const EVERY_MS = 3_600_000;

export interface BooksResult {
  /** `null`: not checked yet. */
  checkedAt: Date | null;
  problems: BooksProblem[];
  /** A newer check was asked for or runs. */
  isChecking: boolean;
}

/** What the last check found. Never checks itself; `fresh`: asks for a new one, which runs in the background. */
export async function readBooks(ctx: Business, fresh: boolean): Promise<BooksResult> {
  if (fresh) await askForCheck(ctx.db);
  const checks = await readChecks(ctx.db);
  return {
    checkedAt: checks.kept && new Date(checks.kept.checked_at),
    problems: checks.kept?.problems ?? [],
    isChecking: checks.started_at !== null || isAskedFor(checks),
  };
}

/**
 * Checks the books when nobody has for an hour, or somebody asked since, and keeps what it finds; answers whether it
 * did. One process of all does it at a time. Machine time: what the business's clock says changes no posting.
 */
export async function checkBooksIfDue(ctx: Business, signal?: AbortSignal): Promise<boolean> {
  const checks = await readChecks(ctx.db);
  if (checks.started_at || !(isOld(checks) || isAskedFor(checks))) return false;
  const startedAt = await startCheck(ctx.db);
  if (!startedAt) return false;
  try {
    const problems = await checkBooks(ctx.db, signal);
    await endCheck(ctx.db, { checked_at: startedAt.toISOString(), problems });
    return true;
  } catch (error) {
    await endCheck(ctx.db, null);
    throw error;
  }
}

function isOld({ kept }: ChecksRow): boolean {
  return !kept || Date.now() - Date.parse(kept.checked_at) >= EVERY_MS;
}

function isAskedFor({ kept, asked_at: askedAt }: ChecksRow): boolean {
  return askedAt !== null && (!kept || askedAt.getTime() > Date.parse(kept.checked_at));
}
