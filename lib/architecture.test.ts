import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom: arrows only go down. A leaf is a single file in `lib`. */
const LEAF = "lib/<leaf>";
const RULES: Record<string, readonly string[]> = {
  app: ["app", "components", "lib/client", "lib/session", "lib/contract", "lib/messages", LEAF],
  "app/payments/sandbox": [
    "app/payments/sandbox",
    "components",
    "lib/session",
    "lib/messages",
    "lib/runtime.ts",
    LEAF,
  ],
  "app/payments/[provider]": ["lib/api", "lib/runtime.ts"],
  "app/proxy": ["lib/api", "lib/runtime.ts"],
  components: ["components", "lib/contract", "lib/messages", LEAF],
  "lib/messages": ["lib/messages", LEAF],
  "lib/contract": ["lib/contract", LEAF],
  "lib/client": [
    "lib/client",
    "lib/session",
    "lib/contract",
    "lib/messages",
    "lib/api",
    "lib/runtime.ts",
    LEAF,
  ],
  "lib/mail": ["lib/mail", "lib/messages", LEAF],
  "lib/session": ["lib/session", "lib/domain", "lib/mail/mailer.ts", "lib/runtime.ts", LEAF],
  "lib/api": ["lib/api", "lib/contract", "lib/domain", "lib/store", LEAF],
  "lib/jobs": ["lib/jobs", "lib/domain", "lib/store", LEAF],
  "lib/domain": ["lib/domain", "lib/store", "lib/suppliers", "lib/payments", "lib/mail/mailer.ts", LEAF],
  "lib/store": ["lib/store", LEAF],
  "lib/payments": ["lib/payments", LEAF],
  "lib/suppliers": ["lib/suppliers", LEAF],
  "lib/gateway": ["lib/gateway", LEAF],
  "lib/launcher": ["lib/launcher"],
};
/** Packages with one owner. */
const OWNERS: Record<string, readonly string[]> = {
  pg: ["lib/store", "lib/testing", "lib/launcher"],
  hono: ["lib/api"],
  "@hono/zod-openapi": ["lib/api"],
  // The bench writes a bare app, in whose text the names stand.
  next: [
    "app",
    "components",
    "lib/session",
    "lib/messages",
    "lib/server.ts",
    "lib/launcher/bench-pages.mjs",
    "next.config.ts",
  ],
  "next-auth": ["lib/session"],
  nodemailer: ["lib/mail"],
};
/** Composition roots wire everything; tests and their helpers see everything. */
const FREE =
  /\.test\.(ts|tsx|mjs)$|^lib\/(testing|bench)\/|^lib\/(runtime|server|setup|books|audit|backup|restore|gateway-process)\.ts$/;
const LEAVES = /^lib\/[a-z-]+\.ts$/;

const files = ["app", "components", "lib"].flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative(".", join(entry.parentPath, entry.name))),
);

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target = ""]) => target);
}

/** The project path behind an import, or `null` for a package. */
function inProject(file: string, target: string): string | null {
  if (target.startsWith("@/")) return target.slice(2);
  return target.startsWith(".") ? join(dirname(file), target) : null;
}

function homeOf(path: string): string {
  const known = Object.keys(RULES).filter((folder) => path === folder || path.startsWith(`${folder}/`));
  return (
    known.toSorted((a, b) => b.length - a.length)[0] ??
    (LEAVES.test(`${path.replace(/\.ts$/, "")}.ts`) ? LEAF : path)
  );
}

function isAllowed(file: string, path: string): boolean {
  const rule = RULES[homeOf(file)];
  if (!rule) return homeOf(path) === LEAF;
  return rule.includes(homeOf(path)) || rule.includes(`${path.replace(/\.ts$/, "")}.ts`);
}

test("imports only go down, and every file was walked", () => {
  const wrong = files
    .filter((file) => !FREE.test(file))
    .flatMap((file) =>
      importsOf(file)
        .map((target) => inProject(file, target))
        .filter(
          (path): path is string => path !== null && !/\.(css|json)$/.test(path) && !isAllowed(file, path),
        )
        .map((path) => `${file} → ${path}`),
    );
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

test("a package with an owner is imported by its owner only", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => {
        const owners =
          OWNERS[
            target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? "")
          ];
        return (
          owners &&
          !FREE.test(file) &&
          !owners.some((owner) => file === owner || file.startsWith(`${owner}/`))
        );
      })
      .map((target) => `${file} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("money is never a float: no parseFloat or toFixed in the business", () => {
  const money = files.filter(
    (file) => /^lib\/(domain|store|api|contract|money)/.test(file) && !FREE.test(file),
  );
  expect(money.filter((file) => /parseFloat|toFixed/.test(readFileSync(file, "utf8")))).toEqual([]);
});

test("the lock file keeps the safety floors", () => {
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
    readFileSync("package-lock.json", "utf8"),
  );
  const version = (name: string) =>
    (lock.packages[`node_modules/${name}`]?.version ?? "0.0.0").split(".").map(Number);
  const floors = { next: [16, 4, 5], react: [19, 3, 1], "react-dom": [19, 3, 1], sharp: [0, 35, 5] };
  for (const [name, floor] of Object.entries(floors)) {
    const found = version(name);
    const order = floor.map((part, i) => (found[i] ?? 0) - part).find((difference) => difference !== 0) ?? 0;
    expect(order, `${name} ${found.join(".")}`).toBeGreaterThanOrEqual(0);
  }
});
