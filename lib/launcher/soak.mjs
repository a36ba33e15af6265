import { join } from "node:path";
import { ROOT, runNode } from "./steps.mjs";

/** 50 commands each: half a million, from the design of the tests. */
const STORIES = "10000";

const env = { ...process.env, SOAK: process.env.SOAK || STORIES };
const tests = ["lib/domain/orders/model.proof.test.ts", "lib/api/fuzz.proof.test.ts"];
await runNode("soak", [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...tests], {
  cwd: ROOT,
  env: { ...env, FUZZ: process.env.FUZZ || "100000" },
});
