import { readFileSync } from "node:fs";
import { join } from "node:path";
import { API, expect, firstRun, headersOf, test } from "../fixtures";
import { overConnect, overHttp, overSocks, type SoldProxy } from "../through-proxy";

const echo = () => ({
  host: "127.0.0.1",
  port: Number(JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? "", "ports.json"), "utf8")).echo),
});

test("a granted gigabyte runs through the endpoint over HTTP, CONNECT and SOCKS5, from exits that stick on demand", async ({
  request,
  customer,
}) => {
  const operator = headersOf(firstRun().operator.api_key);
  const grant = await request.post(`${API}/admin/subscriptions`, {
    headers: operator,
    data: { user_id: customer.user_id, category: "residential", quantity: 1, reason: "journey" },
  });
  expect(grant.status()).toBe(201);
  const path = `${API}/proxy/subscriptions/${(await grant.json()).id}`;
  const headers = headersOf(customer.api_key);
  const credentials = await (await request.get(`${path}/credentials`, { headers })).json();
  const [host, port] = credentials.upstream_endpoint.split(":");
  const through = (options = ""): SoldProxy => ({
    ip: host,
    port_http: Number(port),
    port_socks: Number(port),
    login: `${credentials.upstream_login}${options}`,
    password: credentials.upstream_password,
  });

  const fresh = new Set<string>();
  for (let i = 0; i < 3; i++) fresh.add((await overHttp(through("-country-us"), echo())).ip ?? "");
  fresh.add(await overConnect(through("-country-us"), echo()));
  fresh.add(await overSocks(through("-country-us"), echo()));
  expect(fresh.size).toBe(5);
  for (const ip of fresh) expect(ip).toMatch(/^127\.4\d\.\d+\.\d+$/);

  const session = through("-country-us-session-abc123-ttl-10");
  const { ip: exit } = await overHttp(session, echo());
  expect(exit).not.toBeNull();
  expect(await overHttp(session, echo())).toEqual({ status: 200, ip: exit });
  expect(await overConnect(session, echo())).toBe(exit);
  expect(await overSocks(session, echo())).toBe(exit);

  expect((await overHttp({ ...through(), password: "wrong" }, echo())).status).toBe(407);
  expect((await overHttp(through("-city-paris"), echo())).status).toBe(407);
  await expect
    .poll(async () => (await (await request.get(path, { headers })).json()).traffic.used_bytes, {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);

  await request.post(`${path.replace("/proxy/subs", "/admin/subs")}/suspend`, {
    headers: operator,
    data: { reason: "journey" },
  });
  // One that is under way when the right ends is reset.
  const nextStatus = () =>
    overHttp(through(), echo()).then(
      ({ status }) => status,
      () => "reset",
    );
  await expect.poll(nextStatus).toBe(403);
});
