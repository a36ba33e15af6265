import type { Db } from "./db";

/** A table as a dump carries it: its columns, without those that the database fills in itself. */
export interface TableShape {
  table: string;
  columns: { name: string; type: string }[];
}

/**
 * All tables with their columns. Generated columns are left out, and transaction numbers, which mean nothing on another
 * server: their columns get their defaults there. So are unlogged tables, whose rows a crash may take anyway, and the
 * list of migrations, which the restore writes by doing them.
 */
export function readShape(db: Db): Promise<TableShape[]> {
  return db.query<TableShape>(
    `select c.relname as "table",
            jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                      order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
        and c.relname <> 'migrations'
      group by c.relname order by c.relname`,
  );
}

/** Every row of a table, as JSON arrays of the columns' texts, in portions. Needs a transaction. */
export async function* readRows(tx: Db, { table, columns }: TableShape): AsyncGenerator<string[]> {
  const texts = columns.map(({ name }) => `${quoted(name)}::text`).join(", ");
  await tx.script(
    `declare dump no scroll cursor for select json_build_array(${texts})::text as line from ${quoted(table)}`,
  );
  for (;;) {
    const rows = await tx.query<{ line: string }>("fetch 1000 from dump");
    if (!rows.length) break;
    yield rows.map(({ line }) => line);
  }
  await tx.script("close dump");
}

/** How far each sequence has got; a number that was given out is never given out again. */
export function readSequences(db: Db): Promise<{ name: string; last: number }[]> {
  return db.query(
    `select sequencename as name, last_value as last from pg_sequences
      where schemaname = 'public' and last_value is not null order by 1`,
  );
}

export async function listMigrations(db: Db): Promise<string[]> {
  return (await db.query<{ name: string }>("select name from migrations order by name")).map(
    ({ name }) => name,
  );
}

/** True when somebody's shop is in this database. */
export async function hasShop(db: Db): Promise<boolean> {
  const [row] = await db.query<{ found: boolean }>("select to_regclass('public.users') is not null as found");
  return row?.found === true && (await db.query("select 1 from users limit 1")).length > 0;
}

/** How many others are connected to this database. */
export async function countOthers(db: Db): Promise<number> {
  const [row] = await db.query<{ others: number }>(
    `select count(*) as others from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  return row?.others ?? 0;
}

/** Texts of all types come out the same whatever the server's settings are. */
export async function fixTexts(tx: Db): Promise<void> {
  await tx.script(
    "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1",
  );
}

/** Removes everything of a shop from a database. */
export async function emptyDatabase(tx: Db): Promise<void> {
  await tx.script("drop schema public cascade; create schema public");
}

/**
 * Opens all tables for loading, empties them, does `load`, and closes them again: without triggers, which would post
 * the postings a second time, and without foreign keys, which all of the data is checked against afterwards.
 */
export async function whileOpen(tx: Db, tables: readonly string[], load: () => Promise<void>): Promise<void> {
  const keys = await tx.query<{ name: string; table: string; definition: string }>(
    `select quote_ident(conname) as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of keys) await tx.script(`alter table ${table} drop constraint ${name}`);
  for (const table of tables) await tx.script(`alter table ${quoted(table)} disable trigger user`);
  for (const table of tables) await tx.script(`truncate ${quoted(table)}`);
  await load();
  for (const table of tables) await tx.script(`alter table ${quoted(table)} enable trigger user`);
  for (const { table, name, definition } of keys)
    await tx.script(`alter table ${table} add constraint ${name} ${definition}`);
}

/** Inserts lines of `readRows` into a table whose `shape` is this database's own. */
export async function insertRows(
  tx: Db,
  shape: TableShape,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const values = columns.map((name, n) => {
    const type = shape.columns.find((column) => column.name === name)?.type;
    if (!type) throw new Error(`This version has no column ${shape.table}.${name}.`);
    return `(r->>${n})::${type}`;
  });
  await tx.query(
    `insert into ${quoted(shape.table)} (${columns.map(quoted).join(", ")}) overriding system value
     select ${values.join(", ")} from jsonb_array_elements($1::jsonb) r`,
    [`[${lines.join(",")}]`],
  );
}

export async function setSequence(tx: Db, name: string, last: number): Promise<void> {
  await tx.query("select setval(format('public.%I', $1::text)::regclass, $2)", [name, last]);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
