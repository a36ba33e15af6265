import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { KeptPages } from "./kept-pages";

interface Shop {
  pages: KeptPages;
  /** How often a page was made. */
  made: number;
  now: number;
  setCookie?: string;
  status?: number;
  url: string;
}

let server: Server | undefined;
afterEach(() => server?.close());

/** A server whose pages say how many were made before, written in pieces as Next writes them. */
async function openShop(): Promise<Shop> {
  const shop: Shop = { pages: new KeptPages(() => shop.now), made: 0, now: 0, url: "" };
  let nonces = 0;
  server = createServer((request, response) => {
    const nonce = `nonce-${nonces++}`;
    response.setHeader("Content-Security-Policy", `script-src 'nonce-${nonce}'`);
    const render = async () => {
      response.statusCode = shop.status ?? 200;
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      if (shop.setCookie) response.setHeader("Set-Cookie", shop.setCookie);
      const made = shop.made++;
      response.write(`<p>made ${made}</p>`);
      await Promise.resolve();
      response.write(Buffer.from(`<script nonce="${nonce}">"${nonce}"`));
      response.end("</script>");
    };
    shop.pages.serve(request, response, nonce, render).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  shop.url = `http://127.0.0.1:${port}`;
  return shop;
}

function ask(
  shop: Shop,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ text: string; status: number | undefined; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    get(shop.url + path, { headers, agent: false }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const text = (answer.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
      resolve({ text, status: answer.statusCode, headers: answer.headers });
    }).on("error", reject);
  });
}

test("a page for strangers is made once a second, and each reader has a nonce of their own", async () => {
  const shop = await openShop();
  const first = await ask(shop, "/");
  const second = await ask(shop, "/", { "accept-encoding": "gzip, br" });
  expect(first.text).toBe('<p>made 0</p><script nonce="nonce-0">"nonce-0"</script>');
  expect(second.text).toBe('<p>made 0</p><script nonce="nonce-1">"nonce-1"</script>');
  expect(second.headers["content-security-policy"]).toContain("'nonce-nonce-1'");
  expect(second.headers["content-encoding"]).toBe("gzip");
  shop.now = 1_000;
  expect((await ask(shop, "/")).text).toContain("made 1");
});

test.each([
  ["the language", { "accept-language": "ru" }],
  ["a cookie", { cookie: "theme=dark" }],
  ["the browser", { "user-agent": "Googlebot" }],
])("readers who differ in %s don't share a page", async (_, headers) => {
  const shop = await openShop();
  await ask(shop, "/sign-in");
  expect((await ask(shop, "/sign-in", headers)).text).toContain("made 1");
  expect((await ask(shop, "/sign-in", headers)).text).toContain("made 1");
});

test.each([
  ["somebody signed in", "/", { cookie: "__Secure-authjs.session-token=x" }],
  ["a part of a page", "/", { rsc: "1" }],
  ["a query", "/?ref=abc", {}],
  ["a page behind a secret", "/payments/sandbox/abc", {}],
])("%s is never kept", async (_, path, headers) => {
  const shop = await openShop();
  await ask(shop, path, headers);
  expect((await ask(shop, path, headers)).text).toContain("made 1");
});

test.each([
  ["that sets a cookie", { setCookie: "a=b" }],
  ["that failed", { status: 500 }],
])("an answer %s goes through and is not kept", async (_, answer) => {
  const shop = Object.assign(await openShop(), answer);
  const first = await ask(shop, "/docs/errors/banned");
  expect(first.status).toBe(shop.status ?? 200);
  expect(first.text).toContain("made 0");
  expect((await ask(shop, "/docs/errors/banned")).text).toContain("made 1");
});

test("after a write the next reader gets a new page, and one that was being made is not kept", async () => {
  const shop = await openShop();
  await ask(shop, "/");
  shop.pages.forget();
  expect((await ask(shop, "/")).text).toContain("made 1");
  shop.pages.forget();
  const slow = ask(shop, "/");
  await new Promise((resolve) => server?.once("request", resolve));
  shop.pages.forget();
  await slow;
  expect((await ask(shop, "/")).text).toContain("made 3");
});

test("a stranger who makes up headers can't fill the memory", async () => {
  const shop = await openShop();
  for (let n = 0; n < 120; n++) await ask(shop, "/", { "user-agent": `${n}` });
  expect((await ask(shop, "/", { "user-agent": "0" })).text).toContain("made 120");
  expect((await ask(shop, "/", { "user-agent": "119" })).text).toContain("made 119");
});
