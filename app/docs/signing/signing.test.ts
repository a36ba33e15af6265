import { execFileSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { SIGNING_PROGRAMS } from "./programs";
import { type SigningVector, VECTORS } from "./vectors";

const RUNNERS: Record<keyof typeof SIGNING_PROGRAMS, [command: string, args: string[]]> = {
  bash: ["bash", ["-s"]],
  python: ["python3", ["-"]],
  node: [process.execPath, ["--input-type=module", "-"]],
};
const languages = (["bash", "python", "node"] as const).filter((language) => isThere(RUNNERS[language][0]));

/** A machine without Python or openssl still runs the others; Node is always there. */
function isThere(command: string): boolean {
  try {
    execFileSync(command, command === "bash" ? ["-c", "command -v openssl"] : ["--version"], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

function run(language: keyof typeof SIGNING_PROGRAMS, program: string): string {
  const [command, args] = RUNNERS[language];
  return execFileSync(command, args, { input: program, encoding: "utf8" }).trim();
}

/** The contract's words, once more. */
function expected(vector: SigningVector): string {
  const bodyHash = createHash("sha256").update(vector.body, "utf8").digest("hex");
  const text = ["v1", vector.t, vector.method, vector.path, vector.idempotency_key, bodyHash].join("\n");
  return `t=${vector.t},v1=${createHmac("sha256", vector.secret).update(text).digest("hex")}`;
}

test("the published signatures are what the contract says", () => {
  for (const vector of VECTORS)
    expect([vector.name, vector.x_signature]).toEqual([vector.name, expected(vector)]);
  expect(languages).toContain("node");
});

test.each(
  languages.flatMap((language) => VECTORS.map((vector) => ({ language, name: vector.name, vector }))),
)("the $language program of the docs signs the $name", ({ language, vector }) => {
  expect(run(language, SIGNING_PROGRAMS[language](vector))).toBe(`X-Signature: ${vector.x_signature}`);
});
