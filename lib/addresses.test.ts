import { expect, test } from "vitest";
import { plainAddress, plainNetwork } from "./addresses";

test("an address is freed of brackets, port, zone and its IPv6 wrapping; anything else is none", () => {
  const forms = [
    " 203.0.113.7 ",
    "203.0.113.7:4711",
    "::ffff:203.0.113.7",
    "::FFFF:203.0.113.7",
    "::ffff:cb00:7107",
    "[2001:db8::1]:443",
    "fe80::1%eth0",
    "unknown",
    "203.0.113.777",
    "1.2.3.4, 5.6.7.8",
    "",
  ];
  expect(forms.map(plainAddress)).toEqual([
    "203.0.113.7",
    "203.0.113.7",
    "203.0.113.7",
    "203.0.113.7",
    "203.0.113.7",
    "2001:db8::1",
    "fe80::1",
    null,
    null,
    null,
    null,
  ]);
});

test("a network is an address with as many bits as its family has; IPv4 inside IPv6 becomes IPv4", () => {
  const forms = ["203.0.113.7", "203.0.113.0/24", "2001:db8::/32", "::ffff:203.0.113.0/120", "0.0.0.0/0"];
  expect(forms.map(plainNetwork)).toEqual([
    "203.0.113.7/32",
    "203.0.113.0/24",
    "2001:db8::/32",
    "203.0.113.0/24",
    "0.0.0.0/0",
  ]);
  const wrong = ["10.0.0.0/33", "::/129", "::ffff:1.2.3.4/95", "10.0.0/8", "1.2.3.4/", "1.2.3.4/08", "x", ""];
  expect(wrong.map(plainNetwork)).toEqual(wrong.map(() => null));
});
