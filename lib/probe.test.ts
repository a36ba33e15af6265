import { createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { freePort, listen } from "@/lib/gateway/test-tools";
import { probe } from "@/lib/probe";
import { startSmallProxy } from "@/lib/testing/small-proxy";

const page = createServer((request, response) => response.end(`{"ip":"${request.socket.remoteAddress}"}`));
const target = new URL(`http://127.0.0.1:${await listen(page)}/`);
const proxies: Awaited<ReturnType<typeof startSmallProxy>>[] = [];
afterAll(async () => {
  for (const proxy of proxies) await proxy.close();
  page.close();
});

const start = async (options: Parameters<typeof startSmallProxy>[0]) => {
  const proxy = await startSmallProxy(options);
  proxies.push(proxy);
  return proxy;
};

test.each(["http", "socks5"] as const)(
  "%s: an open proxy passes, with the exit that the target saw",
  async (how) => {
    const proxy = await start({ host: "127.7.7.7" });
    expect(await probe(how, proxy, target)).toEqual({
      problem: null,
      latencyMs: expect.any(Number),
      exitIp: "127.7.7.7",
    });
  },
);

test.each(["http", "socks5"] as const)("%s: each way to fail has its word, and only that", async (how) => {
  const ends = async (options: Parameters<typeof startSmallProxy>[0], change = {}) =>
    (await probe(how, { ...(await start(options)), ...change }, target, 300)).problem;
  expect(await ends({})).toBeNull();
  expect(await ends({}, { password: "guess" })).toBe("wrong_credentials");
  expect(await ends({}, { port: await freePort() })).toBe("unreachable");
  expect(await ends({ manner: "refuses" })).toBe("target_refused");
  expect(await ends({ manner: "finds_nothing" })).toBe("target_unreachable");
  expect(await ends({ manner: "talks_nonsense" })).toBe("bad_answer");
  expect(await ends({ manner: "silent" })).toBe("timeout");
});

test.each(["http", "socks5"] as const)("%s: without a target the login alone decides", async (how) => {
  const proxy = await start({ manner: "refuses" });
  expect((await probe(how, proxy, null)).problem).toBeNull();
  expect((await probe(how, { ...proxy, password: "guess" }, null)).problem).toBe("wrong_credentials");
});
