import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

// Workers inherit what the first reading of this file decides.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "proxydeck-e2e-"));
process.env.E2E_PORT ??= String(40_000 + (process.pid % 9_000));
// Journeys share an operator and an address, and are quicker than people; limits have tests of their own.
process.env.RATE_LIMITS ??=
  "reads=100000,quotes=100000,money=100000,inflight=1000,operator=100000,credentials=100000,addresses=100000,pages=100000,checkout=100000";
const url = `http://127.0.0.1:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  timeout: 60_000,
  workers: 1,
  // A browser on a busy machine may miss a moment once; whoever develops wants to see that, a landing waits for nobody.
  retries: process.env.CI ? 1 : 0,
  use: {
    baseURL: url,
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.PROXYDECK_BROWSER ? { executablePath: process.env.PROXYDECK_BROWSER } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
  webServer: {
    command: "node lib/launcher/start.mjs",
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    url: `${url}/readyz`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      DATA_DIR: process.env.E2E_DATA_DIR,
      PORT: process.env.E2E_PORT,
      SUPPORT_CONTACT: "help@shop.example",
    },
    stdout: "ignore",
    stderr: "pipe",
  },
});
