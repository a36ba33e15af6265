import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createApi } from "@/lib/api/app";
import type { ApiBusiness } from "@/lib/api/call";
import { OffsetClock } from "@/lib/clock";
import { createCatalogMemory } from "@/lib/domain/catalog/memory";
import { createKeyUse } from "@/lib/domain/keys/used";
import { createLimiter } from "@/lib/domain/limits/limiter";
import { createShelves } from "@/lib/domain/stock/shelves";
import { createNewcomer, type Newcomer } from "@/lib/domain/users/create";
import { parseUsd } from "@/lib/money";
import { createFakeProvider } from "@/lib/payments/fake/fake";
import { createManualProvider } from "@/lib/payments/manual/manual";
import { createSandboxProvider } from "@/lib/payments/sandbox/sandbox";
import { DEFAULT_LIMITS, type Limits } from "@/lib/rate-limits";
import { createSeal } from "@/lib/seal";
import { checkBooks } from "@/lib/store/books";
import { insertStock } from "@/lib/store/catalog";
import { type Database, openDatabase } from "@/lib/store/db";
import { createFakeSupplier } from "@/lib/suppliers/fake/fake";
import { stockSupplier } from "@/lib/suppliers/stock/stock";
import { type Answered, checkFit } from "./fits-document";
import { type Link, linkTo } from "./link";

/** A whole business on a database of its own: real Postgres, a fake supplier that keeps its own log. */
export interface TestBusiness extends ApiBusiness {
  db: Database;
  clock: OffsetClock;
  supplier: ReturnType<typeof createFakeSupplier>;
  provider: ReturnType<typeof createFakeProvider>;
  sandboxProvider: ReturnType<typeof createSandboxProvider>;
  databaseUrl: string;
  /** `referralCode`: of the user whose link the new one came by. */
  newUser(balance?: string, role?: "customer" | "operator", referralCode?: string): Promise<Newcomer>;
  /** Hands a whole request to the API, as a payment provider's. */
  receive(request: Request): Promise<Response>;
  /** Sends a request to the API. An answer that does not fit the OpenAPI document throws. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  close(): Promise<void>;
}

export interface SendOptions {
  key?: string | undefined;
  body?: unknown;
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of any route; tests name the fields that they expect
export type Answer = { status: number; body: any; headers: Headers };

const STOCK_PER_COUNTRY = 60;
/** Tests are not about limits unless they say so. */
export const NO_LIMITS = asLimits(Object.keys(DEFAULT_LIMITS).map((name) => [name, 1_000_000]));

/**
 * Makes one; close it in `afterAll`. Limits are out of the way unless `rateLimits` names some. `databaseUrl`: a migrated
 * database of the test's own, on a server that it may end.
 */
export async function createTestBusiness({
  rateLimits,
  databaseUrl: ownUrl,
  ...overrides
}: Partial<ApiBusiness & { rateLimits: Partial<Limits>; databaseUrl: string }> = {}): Promise<TestBusiness> {
  const databaseUrl = ownUrl ?? (await copyTemplate());
  const db = openDatabase(databaseUrl, 20);
  await stockUp(db);
  const supplier = createFakeSupplier();
  const provider = createFakeProvider();
  const sandboxProvider = createSandboxProvider({
    secret: "test payment secret",
    url: "http://shop.test",
    shopUrl: "http://shop.test",
  });
  const clock = new OffsetClock();
  const business: ApiBusiness = {
    db,
    clock,
    seal: createSeal("test data key"),
    suppliers: { local: supplier, stock: stockSupplier },
    payments: { fake: provider, sandbox: sandboxProvider, manual: createManualProvider("Pay to account 1.") },
    publicUrl: "http://shop.test",
    moneyEnabled: true,
    endpoint: "127.0.0.1:7000",
    mode: "sandbox",
    keyPrefix: "pdk_",
    keyUse: createKeyUse(db),
    signatureRequired: false,
    trustedProxies: 0,
    limiter: createLimiter(db, { ...NO_LIMITS, ...rateLimits }),
    catalog: createCatalogMemory(db),
    shelves: createShelves(),
    ...overrides,
  };
  const api = createApi(business);
  const link = await linkTo(api.fetch, business.mode);
  return {
    ...business,
    db,
    clock,
    supplier,
    provider,
    sandboxProvider,
    databaseUrl,
    newUser: (balance = "100.00", role = "customer", referralCode) =>
      createNewcomer(db, {
        email: `${randomBytes(6).toString("hex")}@example.test`,
        role,
        balance: parseUsd(balance),
        balanceReason: "Test balance",
        keyPrefix: "pdk_",
        referralCode,
        now: clock.now(),
      }),
    receive: async (request) => api.fetch(request),
    send: (method, path, options) => send({ api, link, mode: business.mode }, method, path, options),
    async close() {
      await link.close();
      await business.keyUse.flush();
      await db.close();
    },
  };
}

/** The names are those of the default limits, every one. */
function asLimits(entries: [string, number][]): Limits {
  return Object.fromEntries(entries) as Limits;
}

/** Throws with the broken rules unless the books close. */
export async function requireClosedBooks(db: Database): Promise<void> {
  const problems = await checkBooks(db);
  if (problems.length) throw new Error(`The books don't close: ${JSON.stringify(problems)}`);
}

type Api = ReturnType<typeof createApi>;
/** What answers a test's requests. */
type Face = { api: Api; link: Link; mode: ApiBusiness["mode"] };

async function send(
  { api, link, mode }: Face,
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<Answer> {
  const headers = new Headers(options.headers);
  if (options.key) headers.set("Authorization", `Bearer ${options.key}`);
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  const hasBody = options.body !== undefined;
  if (hasBody && !headers.has("Content-Type")) headers.set("Content-Type", "application/json");
  const body = typeof options.body === "string" ? options.body : JSON.stringify(options.body);
  const response = await link.ask(
    new Request(`http://shop.test/proxy/api/v1${path}`, { method, headers, ...(hasBody ? { body } : {}) }),
  );
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  if (method !== "HEAD") await requireFit(api, mode, { method, path, ...answer });
  return answer;
}

type Fit = ReturnType<typeof checkFit>;
/** The document depends on the mode alone; making and compiling it costs more than most tests. */
const fits = new Map<ApiBusiness["mode"], Promise<Fit>>();

async function requireFit(api: Api, mode: ApiBusiness["mode"], answer: Answered): Promise<void> {
  const read = async () => {
    const response = await api.request("http://shop.test/proxy/api/v1/openapi.json");
    return checkFit(await response.json());
  };
  const check = fits.get(mode) ?? read();
  fits.set(mode, check);
  const problems = (await check)(answer);
  if (problems.length) throw new Error(`The answer does not fit the document:\n${problems.join("\n")}`);
}

/** Each copy is a database of its own; only one copy can be made at a time. */
async function copyTemplate(): Promise<string> {
  const url = inject("postgresUrl");
  const name = `t_${randomBytes(8).toString("hex")}`;
  const admin = new pg.Client({ connectionString: url.replace(/\/proxydeck(?=\?|$)/, "/postgres") });
  await admin.connect();
  await admin.query("select pg_advisory_lock(1)");
  await admin.query(`create database ${name} template proxydeck`);
  await admin.end();
  return url.replace(/\/proxydeck(?=\?|$)/, `/${name}`);
}

async function stockUp(db: Database): Promise<void> {
  const addresses = ["isp", "datacenter"].flatMap((category, c) =>
    ["US", "DE"].flatMap((country, k) =>
      Array.from({ length: STOCK_PER_COUNTRY }, (_, n) => ({
        supplier: "local",
        category,
        country,
        ip: `127.9.${c * 2 + k}.${n + 1}`,
        port_http: 8080,
        port_socks: 1080,
      })),
    ),
  );
  await insertStock(db, addresses);
}
