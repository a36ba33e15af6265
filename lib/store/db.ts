import pg from "pg";
import { sha256Hex } from "@/lib/ids";
import { asUnavailable } from "./failures";
import { GatheringSocket, inOneWrite } from "./one-write";

/** One value of a statement. */
export type Value =
  | string
  | number
  | boolean
  | bigint
  | Date
  | null
  | readonly (string | null)[]
  | readonly number[];

/** Where statements run: the pool, a transaction, or a savepoint inside one. */
export interface Db {
  /** Runs one prepared statement; `Row` is the shape of its columns. */
  query<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** The same for a statement that takes no time: those of one turn go out in one write, over one connection. */
  quick<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** The same for a statement whose best way depends on its values: it is planned for them each time. */
  search<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Runs several statements in one text, without values. */
  script(sql: string): Promise<void>;
  /** Runs `work` in a transaction; inside one, in a savepoint. A throw rolls back just that. */
  transact<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** Runs `work` in the transaction around it, or in one of its own where there is none. A throw is the caller's to undo. */
  join<T>(work: (tx: Db) => Promise<T>): Promise<T>;
}

/** The pool's own lifetime beside its statements. */
export interface Database extends Db {
  /** Calls back on NOTIFY of `channel`, and with `null` after a lost connection came back. Returns a stop function. */
  listen(
    channels: readonly string[],
    heard: (channel: string | null, payload: string) => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const INT8 = 20;
const TIMESTAMPTZ = 1184;
const CONNECT_TIMEOUT_MS = 10_000;
const names = new Map<string, string>();

/** Opens a pool. A database that can't be reached throws `unavailable`. Integers of eight bytes arrive as numbers (ids, byte counts); `numeric` stays text, as money must. */
export function openDatabase(url: string, maxConnections = 12): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    // What a transaction asks for at once is sent at once, and run in that order.
    pipeline: true,
    stream: () => new GatheringSocket(),
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  pool.on("error", () => {
    // An idle connection broke; the pool replaces it with the next statement.
  });
  pool.on("connect", (client) => {
    // One that breaks in a transaction fails its statements; unheard, it would end the process as well.
    client.on("error", () => undefined);
  });
  const transact: Db["transact"] = async (work) => {
    const client = await pool.connect().catch(rethrow);
    const connection = { client, isOver: false };
    let broken: Error | undefined;
    try {
      const result = await work(inTransaction(connection, 1, send(client, "begin")));
      connection.isOver = true;
      await client.query("commit");
      return result;
    } catch (error) {
      connection.isOver = true;
      await client.query("rollback").catch((cause: Error) => {
        broken = cause;
      });
      throw asUnavailable(error);
    } finally {
      client.release(broken);
    }
  };
  const share = inOneWrite(pool);
  return {
    query: (sql, values) => run(pool, sql, values),
    quick: <Row>(sql: string, values?: readonly Value[]) =>
      share((client) => run<Row>(client, sql, values)).catch(rethrow),
    search: (sql, values) => runPlanned(pool, sql, values),
    script: (sql) => pool.query(sql).then(() => undefined),
    transact,
    join: transact,
    listen: (channels, heard) => listen(url, channels, heard),
    close: () => pool.end(),
  };
}

/** Sends a statement that nobody waits for: what comes behind it fails when it fails. */
function send(client: pg.PoolClient, sql: string): Promise<unknown> {
  const sent = client.query({ name: sql, text: sql });
  sent.catch(() => undefined);
  return sent;
}

/** A connection while it is a transaction's: a statement that comes after its end would be another one's. */
interface Lent {
  client: pg.PoolClient;
  isOver: boolean;
}

function clientOf({ client, isOver }: Lent): pg.PoolClient {
  if (isOver) throw new Error("This transaction is over.");
  return client;
}

/** `begun` is the statement that begins it; the others go out right behind that one. */
function inTransaction(lent: Lent, depth: number, begun: Promise<unknown>): Db {
  const db: Db = {
    join: (work) => work(db),
    query: async (sql, values) => behind(begun, run(clientOf(lent), sql, values)),
    quick: (sql, values) => db.query(sql, values),
    search: async (sql, values) => behind(begun, runPlanned(clientOf(lent), sql, values)),
    script: async (sql) => {
      await behind(begun, clientOf(lent).query(sql));
    },
    async transact(work) {
      const client = clientOf(lent);
      const savepoint = `s${depth}`;
      const saved = send(client, `savepoint ${savepoint}`);
      try {
        const result = await work(inTransaction(lent, depth + 1, saved));
        await client.query(`release savepoint ${savepoint}`);
        return result;
      } catch (error) {
        await client.query(`rollback to savepoint ${savepoint}`);
        throw error;
      }
    },
  };
  return db;
}

async function behind<T>(first: Promise<unknown>, second: Promise<T>): Promise<T> {
  const [, result] = await Promise.all([first, second]);
  return result;
}

async function run<Row>(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly Value[] = [],
): Promise<Row[]> {
  let name = names.get(sql);
  if (!name) {
    name = sha256Hex(sql).slice(0, 32);
    names.set(sql, name);
  }
  const result = await on.query({ name, text: sql, values: [...values] }).catch(rethrow);
  return asRows<Row>(result.rows);
}

/** A statement without a name is planned with its values in sight. */
async function runPlanned<Row>(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  values: readonly Value[] = [],
): Promise<Row[]> {
  const result = await on.query({ text: sql, values: [...values] }).catch(rethrow);
  return asRows<Row>(result.rows);
}

function rethrow(error: unknown): never {
  throw asUnavailable(error);
}

/** Calls back whenever a transaction's work is done and its commit is next, so that what fails later is in doubt. */
export function noteCommits(db: Db, note: () => void): Db {
  const transact: Db["transact"] = (work) =>
    db.transact(async (tx) => {
      const result = await work(tx);
      note();
      return result;
    });
  return { ...db, transact, join: transact };
}

/** The statement names its columns and the caller their types; no compiler sees both, tests do. */
function asRows<Row>(rows: unknown[]): Row[] {
  return rows as Row[];
}

function getTypeParser(oid: number, format?: "text" | "binary") {
  if (oid === INT8) return Number;
  if (oid === TIMESTAMPTZ && format !== "binary") return readTime;
  return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
}

/** Our sessions run in UTC as a rule, and then a time needs no more than two letters to be one of the ISO form. */
function readTime(text: string): unknown {
  return /^\d{4}-.{14,21}\+00$/.test(text)
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : readAnyTime(text);
}
const readAnyTime = pg.types.getTypeParser(TIMESTAMPTZ, "text");

async function listen(
  url: string,
  channels: readonly string[],
  heard: (channel: string | null, payload: string) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    fresh.on("notification", (note) => heard(note.channel, note.payload ?? ""));
    fresh.on("error", () => undefined);
    fresh.on("end", () => {
      if (!stopped) retry = setTimeout(reconnect, 250);
    });
    await fresh.connect();
    for (const channel of channels) await fresh.query(`listen ${channel}`);
    client = fresh;
  };
  const reconnect = () => {
    connect().then(
      () => heard(null, ""),
      () => {
        if (!stopped) retry = setTimeout(reconnect, 250);
      },
    );
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end();
  };
}
