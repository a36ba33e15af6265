import { expect, test } from "vitest";
import { createPolicy } from "./policy";
import { CLOSED_FORMS } from "./test-tools";

const policy = createPolicy({ allow: "10.1.0.0/16:8080,[fd00::]/8:9000", ownPorts: [3000] });

test.each(CLOSED_FORMS)("%s is closed", async (host) => {
  expect(typeof (await policy.target(host, 80))).toBe("string");
});

test("public addresses are open, but for mail", async () => {
  expect(await policy.target("1.1.1.1", 443)).toEqual({ ip: "1.1.1.1" });
  expect(await policy.target("2606:4700::1111", 443)).toEqual({ ip: "2606:4700::1111" });
  expect(await policy.target("1.1.1.1", 25)).toBe("refused");
});

test("a name with one private answer is closed, and the literal that was checked is used", async () => {
  const rebinding = createPolicy({
    allow: "",
    ownPorts: [],
    resolve: async (host) => (host === "mixed" ? ["1.1.1.1", "10.0.0.1"] : ["1.0.0.1"]),
  });
  expect(await rebinding.target("mixed", 80)).toBe("refused");
  expect(await rebinding.target("plain", 80)).toEqual({ ip: "1.0.0.1" });
});

test("the allow list opens what it names, on its port only, and never our own ports", async () => {
  expect(await policy.target("10.1.2.3", 8080)).toEqual({ ip: "10.1.2.3" });
  expect(await policy.target("10.1.2.3", 8081)).toBe("refused");
  const own = createPolicy({ allow: "127.0.0.0/8:3000", ownPorts: [3000] });
  expect(await own.target("127.0.0.1", 3000)).toBe("refused");
  expect(() => createPolicy({ allow: "nonsense", ownPorts: [] })).toThrow("cidr:port");
});
