import { expect, test } from "vitest";
import { createPolicy } from "./policy";

const CLOSED_FORMS =
  "127.0.0.1 127.1 2130706433 0x7f.1 0177.0.0.1 0 0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 [::1] ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2001::1 2001:db8::1 2002:7f00:1::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1 100::1 [::ffff:169.254.169.254] localhost".split(
    " ",
  );
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
