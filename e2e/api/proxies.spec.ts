import { API, expect, firstRun, headersOf, test } from "../fixtures";
import { echoTarget, overConnect, overHttp, overSocks, type SoldProxy } from "../through-proxy";

const wish = { category: "isp", country_name: "United States", quantity: 5 };

test("five bought proxies carry traffic over HTTP, CONNECT and SOCKS5, each from its own IP; a ban ends it", async ({
  request,
  customer,
}) => {
  const headers = headersOf(customer.api_key, `journey-order-${customer.user_id}`);
  const order = await (await request.post(`${API}/proxy/static`, { headers, data: wish })).json();
  const path = `${API}/proxy/subscriptions/${order.subscription_id}`;
  const { static_proxies: proxies } = await (await request.get(`${path}/credentials`, { headers })).json();
  expect(new Set(proxies.map((proxy: SoldProxy) => proxy.ip)).size).toBe(5);
  for (const proxy of proxies) {
    expect(await overHttp(proxy, echoTarget())).toEqual({ status: 200, ip: proxy.ip });
    expect(await overConnect(proxy, echoTarget())).toBe(proxy.ip);
    expect(await overSocks(proxy, echoTarget())).toBe(proxy.ip);
  }
  const [first] = proxies;
  expect((await overHttp({ ...first, password: "wrong" }, echoTarget())).status).toBe(407);
  expect((await overHttp({ ...first, ip: "127.40.1.200" }, echoTarget())).status).toBe(407);
  expect((await overHttp(first, { host: "127.0.0.1", port: Number(process.env.E2E_PORT) })).status).toBe(403);

  const operator = headersOf(firstRun().operator.api_key);
  await request.post(`${API}/admin/users/${customer.user_id}/ban`, {
    headers: operator,
    data: { banned: true, reason: "journey" },
  });
  await expect.poll(async () => (await overHttp(first, echoTarget())).status).toBe(403);
  expect((await request.get(`${API}/users/me`, { headers })).status()).toBe(403);
});

test("a supplier that hangs is followed: 202, then settled, and charged once", async ({
  request,
  customer,
}) => {
  const operator = headersOf(firstRun().operator.api_key);
  await request.post(`${API}/sandbox/faults`, {
    headers: operator,
    data: { target: "supplier", fault: "late", times: 1 },
  });
  const headers = headersOf(customer.api_key, `late-order-${customer.user_id}`);
  const first = await request.post(`${API}/proxy/static`, { headers, data: wish });
  expect([first.status(), (await first.json()).status]).toEqual([202, "provisioning"]);
  await expect
    .poll(async () => (await request.post(`${API}/proxy/static`, { headers, data: wish })).status(), {
      timeout: 30_000,
    })
    .toBe(200);
  const me = await (await request.get(`${API}/users/me`, { headers })).json();
  expect(me.user.balance_usd).toBe("87.50");
});
