import { afterAll, beforeAll, expect, test } from "vitest";
import { type Db, openDatabase } from "@/lib/store/db";
import { insertAudit } from "@/lib/store/records";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { extendChain, verifyChain } from "./chain";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const write = (db: Db, n: number) =>
  insertAudit(db, {
    action: "test.act",
    subject: "user",
    subjectId: n,
    userId: null,
    keyId: null,
    byName: "test",
    facts: { n, words: "¼ été" },
    requestId: "req_test",
    now: new Date(),
  });

/** Transactions of other tests on the same server may hold the chain back for a moment. */
async function chainAll(): Promise<void> {
  await expect
    .poll(
      async () => {
        await extendChain(shop.db);
        return (await verifyChain(shop.db)).waiting;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
}

test("a row that commits after later ones is chained after them, and none is left out", async () => {
  let letGo = () => {};
  let isWritten = () => {};
  const written = new Promise<void>((resolve) => {
    isWritten = resolve;
  });
  const slow = shop.db.transact(async (tx) => {
    await write(tx, 1);
    isWritten();
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
  });
  await written;
  await write(shop.db, 2);
  await extendChain(shop.db);
  const early = await verifyChain(shop.db);
  expect([early.links, early.waiting]).toEqual([0, 1]);
  letGo();
  await slow;
  await chainAll();
  const report = await verifyChain(shop.db);
  expect([report.links, report.problems]).toEqual([2, []]);
});

test("many processes extend one chain together, past a batch, and it holds", async () => {
  await Promise.all(Array.from({ length: 600 }, (_, n) => write(shop.db, n)));
  const other = openDatabase(shop.databaseUrl, 4);
  await Promise.all([extendChain(shop.db), extendChain(other), extendChain(other)]);
  await other.close();
  await chainAll();
  expect(await verifyChain(shop.db)).toMatchObject({ links: 602, problems: [] });
});

test("links and rows are never changed, deleted or truncated", async () => {
  for (const table of ["audit", "audit_chain"]) {
    await expect(shop.db.query(`delete from ${table}`)).rejects.toThrow("append-only");
    await expect(shop.db.script(`truncate ${table} cascade`)).rejects.toThrow("append-only");
  }
  await expect(shop.db.query("update audit_chain set hash = hash")).rejects.toThrow("append-only");
});

/** What somebody who owns the database could do; each is undone afterwards. */
const FORGERIES: [string, string, RegExp][] = [
  ["a changed fact", `update audit set facts = '{"n": 9}' where id = 3`, /row 3 is not what it was/],
  [
    "a changed time",
    "update audit set created_at = created_at - interval '1 second' where id = 3",
    /row 3 is not/,
  ],
  ["a changed author", "update audit set by_name = 'somebody else' where id = 3", /row 3 is not/],
  ["a deleted link", "delete from audit_chain where position = 2", /Link 3 does not follow/],
  [
    "a row put in behind",
    `insert into audit (action, subject, by_name, created_at, xact) values ('forged', 'user', 'x', now(), '3')`,
    /was put in behind/,
  ],
  [
    "a deleted row",
    "alter table audit_chain drop constraint audit_chain_audit_id_fkey; delete from audit where id = 3",
    /row 3 is gone/,
  ],
];

test.each(FORGERIES)("the check tells %s", async (_name, forgery, told) => {
  class Undone extends Error {}
  let problems: string[] = [];
  await shop.db
    .transact(async (tx) => {
      await tx.script("alter table audit disable trigger user; alter table audit_chain disable trigger user");
      await tx.script(forgery);
      problems = (await verifyInside(tx)).problems;
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  expect(problems.join("\n")).toMatch(told);
  expect((await verifyChain(shop.db)).problems).toEqual([]);
});

/** The check wants a transaction of its own; here it looks at what this one has forged. */
function verifyInside(tx: Db) {
  return verifyChain({ ...tx, transact: (work) => work({ ...tx, query: skipIsolation }) });
  function skipIsolation<Row>(sql: string, values?: Parameters<typeof tx.query>[1]): Promise<Row[]> {
    return sql.startsWith("set transaction") ? Promise.resolve([]) : tx.query<Row>(sql, values);
  }
}
