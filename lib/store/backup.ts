import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream, renameSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Database, Db } from "./db";
import {
  countOthers,
  emptyDatabase,
  fixTexts,
  hasShop,
  insertRows,
  listMigrations,
  readRows,
  readSequences,
  readShape,
  setSequence,
  whileOpen,
} from "./dump";
import { migrate } from "./migrate";

/**
 * A backup is a gzipped text: a line that says what it is, then each table's name and columns followed by a line per
 * row, at the end how many rows there were and the SHA-256 of all lines before.
 */
export interface BackupHeader {
  proxydeck_backup: 1;
  at: string;
  migrations: string[];
  sequences: { name: string; last: number }[];
  /** Something sealed under the shop's data key, to see whether a key opens it. */
  probe: string;
  /** Small files of the data directory: generated secrets, ports, how to sign in first. */
  files: Record<string, string>;
}

const INSERT_ROWS = 1000;

/** Writes a backup of the whole database, of one instant, while the shop runs. Answers how many rows it has. */
export async function writeBackup(
  db: Database,
  file: string,
  about: Pick<BackupHeader, "probe" | "files">,
): Promise<number> {
  const draft = `${file}.part`;
  const count = { rows: 0 };
  try {
    await db.transact(async (tx) => {
      await tx.script("set transaction isolation level repeatable read, read only");
      await fixTexts(tx);
      const lines = Readable.from(dumpLines(tx, about, count));
      await pipeline(
        lines,
        createGzip(),
        createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }),
      );
    });
    renameSync(draft, file);
  } catch (error) {
    if (!isTaken(error)) rmSync(draft, { force: true });
    throw error;
  }
  return count.rows;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

async function* dumpLines(
  tx: Db,
  about: Pick<BackupHeader, "probe" | "files">,
  count: { rows: number },
): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const header: BackupHeader = {
    proxydeck_backup: 1,
    at: new Date().toISOString(),
    migrations: await listMigrations(tx),
    sequences: await readSequences(tx),
    ...about,
  };
  yield hashed(hash, `${JSON.stringify(header)}\n`);
  for (const shape of await readShape(tx)) {
    const { table, columns } = shape;
    yield hashed(hash, `${JSON.stringify({ table, columns: columns.map(({ name }) => name) })}\n`);
    for await (const rows of readRows(tx, shape)) {
      count.rows += rows.length;
      yield hashed(hash, `${rows.join("\n")}\n`);
    }
  }
  yield `${JSON.stringify({ end: true, rows: count.rows, sha256: hash.digest("hex") })}\n`;
}

function hashed(hash: Hash, text: string): string {
  hash.update(text);
  return text;
}

/** Reads a backup through to its end. Throws when it is none, is cut off, or was changed. */
export async function readBackup(file: string): Promise<BackupHeader> {
  const hash = createHash("sha256");
  let header: BackupHeader | null = null;
  let last = "";
  for await (const line of linesOf(file)) {
    header ??= asHeader(line);
    if (last) hash.update(`${last}\n`);
    last = line;
  }
  if (!header || !last.includes(`"sha256":"${hash.digest("hex")}"`))
    throw new Error("This backup is cut off or damaged.");
  return header;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzipped = source.pipe(createGunzip());
  source.on("error", (error) => unzipped.destroy(error));
  try {
    yield* createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new Error("This backup can't be read: it is missing, cut off or damaged.", { cause: error });
  } finally {
    source.destroy();
  }
}

/** The first line is ours or the file is not a backup; its checksum vouches for the rest of its shape. */
function asHeader(line: string): BackupHeader {
  const header: unknown = line.startsWith('{"proxydeck_backup":1,') ? JSON.parse(line) : null;
  if (!header) throw new Error("This is not a backup of this product.");
  return header as BackupHeader;
}

/**
 * Puts a backup into a database, all of it or nothing: the schema as it was, the rows, then what this version has
 * newer. `beforeCommit` may still refuse. Throws when the database is somebody's shop, unless `force`; when it is in
 * use; when the backup is of a newer version.
 */
export async function restoreBackup(
  db: Database,
  file: string,
  how: { header: BackupHeader; force: boolean; beforeCommit?: () => void },
): Promise<void> {
  if (!how.force && (await hasShop(db)))
    throw new Error("There is a shop in this database. Add --force to replace it by the backup.");
  if (await countOthers(db)) throw new Error("The database is in use. Stop the product first.");
  await db.transact(async (tx) => {
    await fixTexts(tx);
    await emptyDatabase(tx);
    await migrate(tx, new Set(how.header.migrations));
    if ((await listMigrations(tx)).join() !== how.header.migrations.join())
      throw new Error("This backup was made by a newer version of the product.");
    const shapes = await readShape(tx);
    const tables = shapes.map(({ table }) => table);
    await whileOpen(tx, tables, () => loadRows(tx, file, shapes));
    for (const { name, last } of how.header.sequences) await setSequence(tx, name, last);
    await migrate(tx);
    how.beforeCommit?.();
  });
  await db.script("analyze");
}

async function loadRows(tx: Db, file: string, shapes: Awaited<ReturnType<typeof readShape>>): Promise<void> {
  let into: { table: string; columns: string[] } | null = null;
  let waiting: string[] = [];
  const flush = async () => {
    const lines = waiting;
    waiting = [];
    const shape = shapes.find(({ table }) => table === into?.table);
    if (!into || !lines.length) return;
    if (!shape) throw new Error(`This version has no table ${into.table}.`);
    await insertRows(tx, shape, into.columns, lines);
  };
  for await (const line of linesOf(file)) {
    if (line.startsWith("[")) waiting.push(line);
    if (waiting.length >= INSERT_ROWS) await flush();
    if (!line.startsWith("{")) continue;
    await flush();
    into = line.startsWith('{"table":') ? JSON.parse(line) : null;
  }
}
