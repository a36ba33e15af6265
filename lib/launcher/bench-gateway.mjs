import { join } from "node:path";
import { withProduct } from "./bench-product.mjs";
import { findBrowser } from "./browser.mjs";
import { bundlePrograms, ensureBuilt } from "./build.mjs";
import { ROOT, run } from "./steps.mjs";

const PORT = 40_000 + (process.pid % 9_000);

/** Asks the dashboard and the API of a product of its own while customers use the product's gateway. */
export async function benchGateway() {
  await ensureBuilt();
  await bundlePrograms(ROOT, {
    "bench-gateway": "lib/bench/gateway.ts",
    "bench-gateway-clients": "lib/bench/gateway-clients.ts",
  });
  const browser = await findBrowser();
  return withProduct(PORT, async ({ url, folder, firstRun }) => {
    const script = (/** @type {string} */ name) => join(ROOT, "dist", `${name}.js`);
    const args = [url, firstRun, join(folder, "ports.json"), browser, script("bench-gateway-clients")];
    return (await run(process.execPath, [script("bench-gateway"), ...args])).code;
  });
}
