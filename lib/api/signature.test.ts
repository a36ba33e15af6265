import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSeal } from "@/lib/seal";
import { DASHBOARD_SIGNING, signRequest } from "@/lib/signing";
import {
  type Answer,
  createTestBusiness,
  requireClosedBooks,
  type TestBusiness,
} from "@/lib/testing/business";
import { sessionKeyOf } from "@/lib/testing/sessions";
import { createApi } from "./app";

const BASE = "/proxy/api/v1";
const BODY = JSON.stringify({ category: "isp", country_name: "US", quantity: 1 });
let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const nowSeconds = () => Math.floor(Date.now() / 1000);
const codeOf = ({ status, body }: Answer) => body.error?.code ?? status;
let counter = 0;
const freshKey = () => `signed-${++counter}-abcdef`;

async function signer(
  signing: "none" | "optional" | "required" = "optional",
  scopes = ["proxy:read", "proxy:buy"],
) {
  const user = await shop.newUser("5000.00");
  const session = await sessionKeyOf(shop, user.user_id);
  const { body } = await shop.send("POST", "/keys", { key: session, body: { name: "k", scopes, signing } });
  const key: string = body.api_key;
  const secret: string = body.signing_secret ?? "";
  return { userId: user.user_id, session, id: Number(body.id), key, secret };
}

interface Parts {
  path: string;
  body: string;
  idempotencyKey: string;
}
const partsOf = (parts: Partial<Parts> = {}): Parts => ({
  path: "/proxy/static",
  body: BODY,
  idempotencyKey: freshKey(),
  ...parts,
});
const sign = (secret: string, parts: Parts, t = nowSeconds()) =>
  signRequest(secret, t, {
    method: "POST",
    path: BASE + parts.path,
    idempotencyKey: parts.idempotencyKey,
    body: Buffer.from(parts.body),
  });
const buy = (key: string, parts: Parts, signature?: string) =>
  shop.send("POST", parts.path, {
    key,
    body: parts.body,
    idempotencyKey: parts.idempotencyKey,
    headers: signature === undefined ? {} : { "X-Signature": signature },
  });
const renewSecret = async (as: { session: string; id: number }, overlap: string): Promise<string> => {
  const { body } = await shop.send("POST", `/keys/${as.id}/signing-secret`, {
    key: as.session,
    body: { overlap },
  });
  return body.signing_secret;
};

test("a key that demands signatures buys signed, and unsigned money is signature_required", async () => {
  const { key, secret } = await signer("required");
  const parts = partsOf();
  expect(codeOf(await buy(key, parts))).toBe("signature_required");
  expect(codeOf(await buy(key, partsOf({ path: "/proxy/static?dry_run=true" })))).toBe("signature_required");
  expect((await buy(key, parts, sign(secret, parts))).body.status).toBe("ok");
  expect(codeOf(await shop.send("GET", "/users/me", { key }))).toBe(200);
});

test("a signature that does not fit is signature_invalid, also where none is demanded", async () => {
  const { key, secret } = await signer("optional");
  const parts = partsOf();
  for (const wrong of ["", "t=1", sign("another secret", parts)])
    expect(codeOf(await buy(key, parts, wrong))).toBe("signature_invalid");
  const read = await shop.send("GET", "/users/me", { key, headers: { "X-Signature": sign(secret, parts) } });
  expect([read.status, read.body.error.code]).toEqual([401, "signature_invalid"]);
  const without = await signer("none");
  expect(codeOf(await buy(without.key, parts, sign("x", parts)))).toBe("signature_invalid");
  expect([codeOf(await buy(key, parts)), codeOf(await buy(without.key, parts))]).toEqual([200, 200]);
});

test("a right signature from ten minutes ago, or from the future, is signature_expired", async () => {
  const { key, secret } = await signer();
  const parts = partsOf();
  const at = (distance: number) => buy(key, parts, sign(secret, parts, nowSeconds() + distance));
  expect([codeOf(await at(-600)), codeOf(await at(600)), codeOf(await at(-200))]).toEqual([
    "signature_expired",
    "signature_expired",
    200,
  ]);
});

test("moving the business's clock does not make a signature old", async () => {
  const { key, secret } = await signer();
  shop.clock.offsetMs = 3_600_000;
  const parts = partsOf();
  const answer = await buy(key, parts, sign(secret, parts));
  shop.clock.offsetMs = 0;
  expect(answer.status).toBe(200);
});

test("a signature is checked after the scope and before the idempotency key and the body", async () => {
  const reader = await signer("required", ["proxy:read"]);
  const parts = partsOf({ body: "{", idempotencyKey: "short" });
  expect(codeOf(await buy(reader.key, parts))).toBe("forbidden_scope");
  const buyer = await signer("required");
  expect(codeOf(await buy(buyer.key, parts))).toBe("signature_required");
  expect(codeOf(await buy(buyer.key, parts, sign(buyer.secret, parts)))).toBe("idempotency_key_invalid");
});

test("both secrets are accepted during an overlap, and the old one not after it", async () => {
  const as = await signer("required");
  const fresh = await renewSecret(as, "1h");
  const tryWith = (...secrets: string[]) => {
    const parts = partsOf();
    const [first = "", ...more] = secrets.map((secret) => sign(secret, parts));
    return buy(as.key, parts, [first, ...more.map((header) => header.replace(/^t=\d+,/, ""))].join(",")).then(
      codeOf,
    );
  };
  expect([await tryWith(as.secret), await tryWith(fresh), await tryWith("wrong", fresh)]).toEqual([
    200, 200, 200,
  ]);
  await shop.db.query("update signing_secrets set valid_until = now() where valid_until is not null");
  expect([await tryWith(as.secret), await tryWith(as.secret, fresh)]).toEqual(["signature_invalid", 200]);
  const last = await renewSecret(as, "now");
  expect([await tryWith(fresh), await tryWith(last)]).toEqual(["signature_invalid", 200]);
});

test("a rotated key goes on with its signing secret", async () => {
  const as = await signer("required");
  const { body } = await shop.send("POST", `/keys/${as.id}/rotate`, {
    key: as.session,
    body: { overlap: "now" },
  });
  const parts = partsOf();
  expect(codeOf(await buy(body.api_key, parts))).toBe("signature_required");
  expect(codeOf(await buy(body.api_key, parts, sign(as.secret, parts)))).toBe(200);
});

/** Buys at a deployment that demands signatures. */
async function buyDemanded(key: string, secret: string | null, env?: { inProcess: true }) {
  const api = createApi({ ...shop, signatureRequired: true });
  const parts = partsOf();
  const headers = new Headers({ Authorization: `Bearer ${key}`, "Content-Type": "application/json" });
  headers.set("Idempotency-Key", parts.idempotencyKey);
  if (secret) headers.set("X-Signature", sign(secret, parts));
  const url = `http://shop.test${BASE}${parts.path}`;
  const response = await api.fetch(new Request(url, { method: "POST", headers, body: parts.body }), env);
  return response.ok ? 200 : (await response.json()).error.code;
}

test("a deployment that demands signatures refuses unsigned money of every key but the dashboard's own calls", async () => {
  const { key, secret, session } = await signer();
  const unsigned = [await buyDemanded(key, null), await buyDemanded(session, null)];
  expect(unsigned).toEqual(["signature_required", "signature_required"]);
  expect(await buyDemanded(key, secret)).toBe(200);
  expect(await buyDemanded(session, null, { inProcess: true })).toBe(200);
});

test("a dashboard in another process signs with what follows from the data key, and nothing else will do", async () => {
  const { key, secret, session } = await signer();
  const [derived = ""] = shop.seal.derive(DASHBOARD_SIGNING);
  const [foreign = ""] = createSeal("another data key").derive(DASHBOARD_SIGNING);
  const [other = ""] = shop.seal.derive("another purpose");
  expect(await buyDemanded(session, derived)).toBe(200);
  for (const wrong of [foreign, other, secret])
    expect(await buyDemanded(session, wrong)).toBe("signature_invalid");
  expect(await buyDemanded(key, derived)).toBe("signature_invalid");
});

test("over a socket the signed path is the one that was sent, not a tidied one", async () => {
  const { key, secret } = await signer();
  const server = createServer(getRequestListener(createApi(shop).fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { request } = await import("node:http");
  const get = (path: string, signedPath: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const signature = signRequest(secret, nowSeconds(), {
        method: "GET",
        path: signedPath,
        idempotencyKey: "",
        body: Buffer.alloc(0),
      });
      const headers = { Authorization: `Bearer ${key}`, "X-Signature": signature };
      request({ port, host: "127.0.0.1", path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  const sent = `${BASE}/users/../proxy/subscriptions?q=%7e|a'b`;
  const tidied = new URL(sent, "http://shop.test");
  const statuses = [await get(sent, sent), await get(sent, `${tidied.pathname}${tidied.search}`)];
  await new Promise((resolve) => server.close(resolve));
  expect(statuses).toEqual([200, 401]);
});

test("of a signed purchase a thousand mutants are refused, and the original is served once", async () => {
  const { key, secret, userId } = await signer();
  const parts = partsOf({ idempotencyKey: "the-one-that-was-signed" });
  const header = sign(secret, parts);
  const mutants = Array.from({ length: 1_000 }, (_, n) => {
    const place = ["path", "body", "idempotencyKey", "header"][n % 4];
    const mutant = { ...parts, header };
    if (place === "path") mutant.path += `?dry_run=${"false".slice(0, n % 5)}&n=${n}`;
    if (place === "body") mutant.body = mutate(parts.body, n);
    if (place === "idempotencyKey") mutant.idempotencyKey = mutate(parts.idempotencyKey, n);
    if (place === "header") mutant.header = mutate(header, n);
    return mutant;
  });
  const codes = new Map<unknown, number>();
  for (let n = 0; n < mutants.length; n += 50) {
    const answers = mutants.slice(n, n + 50).map((mutant) => buy(key, mutant, mutant.header).then(codeOf));
    for (const code of await Promise.all(answers)) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  expect([...codes]).toEqual([["signature_invalid", 1_000]]);
  expect((await buy(key, parts, header)).status).toBe(200);
  const orders = await shop.db.query("select id from orders where user_id = $1", [userId]);
  expect(orders).toHaveLength(1);
});

/** Another character, one more, or one less, at a place that moves through the text. */
function mutate(text: string, n: number): string {
  const place = (n * 7) % text.length;
  const [before, at, after] = [text.slice(0, place), text[place], text.slice(place + 1)];
  const other = at === "0" ? "1" : "0";
  return [before + other + after, before + at + other + after, before + after][Math.floor(n / 4) % 3] ?? "";
}
