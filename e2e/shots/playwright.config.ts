import { defineConfig } from "@playwright/test";
import product from "../../playwright.config";

/** `npm run shots`: pictures of every page in both themes and languages, into `dist/shots`. Not part of the tests. */
export default defineConfig(product, {
  testDir: ".",
  testMatch: "*.shots.ts",
  timeout: 600_000,
  use: { trace: "off" },
});
