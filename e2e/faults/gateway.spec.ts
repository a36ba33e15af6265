import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { API, expect, headersOf, test } from "../fixtures";
import { overHttp } from "../through-proxy";

/** The gateway of the product under test, found by its data directory and its program. */
function gatewayPid(): number | undefined {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const isOurs = readFileSync(`/proc/${pid}/environ`, "utf8").includes(
          `DATA_DIR=${process.env.E2E_DATA_DIR}\0`,
        );
        return isOurs && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dist/gateway.js");
      } catch {
        return false;
      }
    });
}

test("a gateway that is killed is back by itself, and sold proxies work again", async ({
  request,
  customer,
}) => {
  test.skip(process.platform !== "linux", "finds the process in /proc");
  const headers = headersOf(customer.api_key, `gateway-${customer.user_id}`);
  const data = { category: "isp", country_name: "Germany", quantity: 1 };
  const order = await (await request.post(`${API}/proxy/static`, { headers, data })).json();
  const path = `${API}/proxy/subscriptions/${order.subscription_id}/credentials`;
  const [proxy] = (await (await request.get(path, { headers })).json()).static_proxies;
  const ports = JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? "", "ports.json"), "utf8"));
  const status = () =>
    overHttp(proxy, { host: "127.0.0.1", port: ports.echo }).then(
      (answer) => answer.status,
      () => 0,
    );
  expect(await status()).toBe(200);
  const before = gatewayPid();
  expect(before).toBeDefined();
  process.kill(before ?? 0, "SIGKILL");
  await expect.poll(gatewayPid, { timeout: 10_000 }).not.toBe(before);
  await expect.poll(status, { timeout: 10_000, intervals: [50] }).toBe(200);
});
