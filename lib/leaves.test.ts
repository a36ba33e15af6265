import { expect, test } from "vitest";
import { parseStrictJson } from "@/lib/api/strict-json";
import { nameContact, readContact } from "@/lib/contact";
import { countryCode } from "@/lib/countries";
import { csvLine } from "@/lib/csv";
import { foreignApiUrl, publicEndpoint, readEnv } from "@/lib/env";
import { isWellFormedKey, newApiKey } from "@/lib/ids";
import { redact } from "@/lib/log";
import { formatUnitPrice, formatUsd, parseUnitPrice, parseUsd, priceOf } from "@/lib/money";
import { createSeal } from "@/lib/seal";
import { Turns } from "@/lib/turns";

test("money goes through text without loss and refuses other forms", () => {
  for (const text of ["0.00", "12.50", "-0.01", "999999999999.99"])
    expect(formatUsd(parseUsd(text))).toBe(text);
  for (const text of ["1", "1.5", "1.500", "1e3", " 1.00", "+1.00", "1,00", ""])
    expect(() => parseUsd(text)).toThrow(RangeError);
});

test("a price is rounded once, half up", () => {
  expect(formatUsd(priceOf(parseUnitPrice("2.125"), 1))).toBe("2.13");
  expect(formatUsd(priceOf(parseUnitPrice("2.125"), 25))).toBe("53.13");
  expect(formatUsd(priceOf(parseUnitPrice("0.000001"), 4999))).toBe("0.00");
  expect(formatUsd(priceOf(parseUnitPrice("0.000001"), 5000))).toBe("0.01");
  expect([formatUnitPrice(2_500_000n), formatUnitPrice(2_125_000n), formatUnitPrice(1n)]).toEqual([
    "2.50",
    "2.125",
    "0.000001",
  ]);
});

test("a cell of a CSV file is never a formula, and amounts stay amounts", () => {
  expect(csvLine([7, "-12.50", "a,b", 'say "x"', "two\nlines", null])).toBe(
    '7,-12.50,"a,b","say ""x""","two\nlines",\r\n',
  );
  for (const formula of ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1"])
    expect(csvLine([formula])).toBe(`'${formula}\r\n`);
});

test("a key has a checksum, so that a typo is noticed", () => {
  const key = newApiKey("pdk_");
  const typo = key.slice(0, -1) + (key.endsWith("a") ? "b" : "a");
  expect([isWellFormedKey(key), isWellFormedKey(typo), isWellFormedKey(key.slice(1))]).toEqual([
    true,
    false,
    false,
  ]);
});

test("a sealed secret opens under its key and purpose only, and an older key still opens", () => {
  const sealed = createSeal("old").close("secret", "a");
  expect(createSeal("new,old").open(sealed, "a")).toBe("secret");
  expect(() => createSeal("new").open(sealed, "a")).toThrow();
  expect(() => createSeal("old").open(sealed, "b")).toThrow();
});

test("secrets are redacted by name and by form", () => {
  const key = newApiKey("pdk_");
  const line = JSON.stringify(
    redact({ password: "hunter2", note: `key ${key}`, url: "http://u:p@h/", deep: { token: "x" } }),
  );
  for (const secret of ["hunter2", key, "u:p@", '"x"']) expect(line).not.toContain(secret);
});

test("countries are found by name and code, in any case", () => {
  expect(["us", "United States", "USA", "россия", "Atlantis"].map(countryCode)).toEqual([
    "US",
    "US",
    "US",
    "RU",
    null,
  ]);
});

test.each([
  ["a duplicate key", '{"a":1,"a":2}'],
  ["a duplicate key in disguise", '{"a":1,"\\u0061":2}'],
  ["a NUL", '{"a":"\\u0000"}'],
  ["a lone surrogate", '{"a":"\\ud800"}'],
  ["10 000 levels", "[".repeat(10_000) + "]".repeat(10_000)],
  ["half a body", '{"a":'],
])("a body with %s is refused", (_name, text) => {
  expect(() => parseStrictJson(new TextEncoder().encode(text))).toThrow();
});

test.each([
  ["quotes that are escaped outside of a text", '\\"'.repeat(32_000)],
  ["a text that never ends", `"${'\\"'.repeat(32_000)}`],
  ["levels that never end", "[".repeat(64_000)],
  ["all levels that fit", "[".repeat(32_000) + "]".repeat(32_000)],
])("a full body of %s is refused at once", (_name, text) => {
  const startedAt = performance.now();
  expect(() => parseStrictJson(new TextEncoder().encode(text))).toThrow();
  expect(performance.now() - startedAt).toBeLessThan(200);
});

test("what is missing in live mode is listed, all at once", () => {
  const read = () => readEnv({ MODE: "live" });
  for (const name of ["DATABASE_URL", "AUTH_SECRET", "DATA_KEY", "PUBLIC_URL", "API_MONEY_ENABLED"])
    expect(read).toThrow(name);
});

test("an API elsewhere is somebody else's unless it is said to share the database", () => {
  const foreign = (source: Record<string, string>) =>
    foreignApiUrl(readEnv({ DATABASE_URL: "x", AUTH_SECRET: "x", DATA_KEY: "x", ...source }));
  const url = "https://panel.example/proxy/api/v1";
  expect(foreign({ PROXY_API_URL: url })).toBe(url);
  expect(foreign({ PROXY_API_URL: url, PROXY_API_SHARED: "on" })).toBeNull();
  expect(foreign({})).toBeNull();
  expect(() => foreign({ PROXY_API_URL: url, PROXY_API_SHARED: "maybe" })).toThrow("PROXY_API_SHARED");
});

test("a contact is an e-mail address or an https address, and the start says so when it is neither", () => {
  const contactOf = (text: string) =>
    readEnv({ DATABASE_URL: "x", AUTH_SECRET: "x", DATA_KEY: "x", SUPPORT_CONTACT: text }).contact;
  expect(contactOf("")).toBeNull();
  expect(contactOf("help+eu@shop.example")?.href).toBe("mailto:help+eu@shop.example");
  expect(contactOf("https://shop.example/help?from=site")?.href).toBe("https://shop.example/help?from=site");
  for (const text of [
    "help",
    "help@shop",
    "a@b.example, c@d.example",
    "http://shop.example",
    "javascript:alert(1)",
    "https://user:pass@shop.example",
    'https://shop.example/"><b>',
  ])
    expect(() => contactOf(text), text).toThrow("SUPPORT_CONTACT must be");
});

test("a text names the contact behind those whom it is about, and reads well without one", () => {
  const text = "If it stays, write to [the operator] soon.";
  expect(nameContact(text, null)).toBe("If it stays, write to the operator soon.");
  expect(nameContact(text, readContact("help@shop.example") ?? null)).toBe(
    "If it stays, write to the operator (help@shop.example) soon.",
  );
  expect(nameContact("Nobody is named.", readContact("help@shop.example") ?? null)).toBe("Nobody is named.");
});

test("the rotating endpoint goes by its own host, by our public name where it listens everywhere, by default loopback", () => {
  const endpoint = (source: Record<string, string>) =>
    publicEndpoint(
      readEnv({ DATABASE_URL: "x", AUTH_SECRET: "x", DATA_KEY: "x", GATEWAY_PORTS: "81,82,83", ...source }),
    );
  expect(endpoint({})).toBe("127.0.0.1:83");
  expect(endpoint({ GATEWAY_HOST: "gw.example" })).toBe("gw.example:83");
  expect(endpoint({ GATEWAY_HOST: "0.0.0.0", PUBLIC_URL: "https://shop.example" })).toBe("shop.example:83");
  expect(endpoint({ GATEWAY_HOST: "2001:db8::7", GATEWAY_PORTS: "81,82" })).toBe("[2001:db8::7]:7000");
});

test("turns of one name never overlap, a failure passes the turn on, and other names don't wait", async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      seen.push(`${name} starts`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const all = [
    turns.take("one", work("a", true)),
    turns.take("one", work("b")),
    turns.take("other", work("c")),
  ];
  const [a, b, c] = await Promise.allSettled(all);
  expect([a?.status, b?.status, c?.status]).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(seen.indexOf("b starts")).toBeGreaterThan(seen.indexOf("a ends"));
  expect(seen.indexOf("c starts")).toBeLessThan(seen.indexOf("a ends"));
});
