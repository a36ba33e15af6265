import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import product from "../../playwright.config";

const port = Number(process.env.E2E_PORT) + 3;
const dashboard = `http://127.0.0.1:${port}`;

/** Two processes of one shop are one address to the world, and that is where the pages are. */
const ofShop = { DATA_DIR: process.env.E2E_DATA_DIR ?? "", PUBLIC_URL: dashboard };

/**
 * The journeys of customers and operators once more, in the dashboard of a second process that reaches the API of the
 * product over HTTP. Both share the database and the secrets, so that sign-in by e-mail works.
 */
export default defineConfig({
  ...product,
  testDir: "..",
  testMatch: ["customer/*.spec.ts", "operator/*.spec.ts"],
  // It starts a live product of its own, and looks at nothing else.
  testIgnore: "operator/first-operator.spec.ts",
  use: { ...product.use, baseURL: dashboard },
  webServer: [
    ...[product.webServer ?? []].flat().map((server) => ({ ...server, env: { ...server.env, ...ofShop } })),
    {
      command: "node lib/launcher/run.mjs server",
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      url: `${dashboard}/readyz`,
      timeout: 60_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
      env: {
        ...ofShop,
        PORT: String(port),
        PROXY_API_SHARED: "on",
        SUPPORT_CONTACT: "help@shop.example",
        PROXY_API_URL: `http://127.0.0.1:${process.env.E2E_PORT}/proxy/api/v1`,
      },
      stdout: "ignore",
      stderr: "pipe",
    },
  ],
});
