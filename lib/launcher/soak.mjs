import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runJourneys } from "./journeys.mjs";
import { ROOT, run } from "./steps.mjs";

/**
 * The random proofs at length, for a night: stories of 50 commands each, requests made to break the API, connections cut
 * and databases ended while people buy, rounds of killed workers and of 20 kills of the whole product.
 */
const LENGTHS = { SOAK: "10000", FUZZ: "100000", CUTS: "500", RESTARTS: "200", ROUNDS: "50" };
const PROOFS = [
  "lib/domain/orders/model.proof.test.ts",
  "lib/api/fuzz.proof.test.ts",
  "lib/api/cuts.proof.test.ts",
  "lib/jobs/workers.proof.test.ts",
];

for (const [name, length] of Object.entries(LENGTHS)) process.env[name] ||= length;
await ensureInstalled();
await ensureBuilt();
const proofs = await run(process.execPath, [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...PROOFS]);
const kills = await runJourneys(["e2e/faults/kills.spec.ts"]);
process.exitCode = proofs.code === 0 && kills.failed === 0 ? 0 : 1;
