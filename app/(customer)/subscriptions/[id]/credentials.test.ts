import { expect, test } from "vitest";
import { readEndpointLogin } from "@/lib/gateway/login";
import { DOTS, linesIn, masked } from "./formats";
import { newSession, withOptions } from "./login-options";
import { readRange } from "./range";

const PROXY = { ip: "203.0.113.7", port_http: 8080, port_socks: 1080, login: "u1", password: "p:1" };

test("a range takes numbers, spans with any dash and lists, in order and once", () => {
  expect(readRange("", 3)).toEqual([0, 1, 2]);
  expect(readRange("2", 3)).toEqual([1]);
  for (const dash of ["3-5", "3–5", "3 — 5"]) expect(readRange(dash, 9)).toEqual([2, 3, 4]);
  expect(readRange("4, 1-2,2", 9)).toEqual([0, 1, 3]);
});

test("what is no range, or reaches past the last one, takes nothing", () => {
  for (const text of ["0", "4", "3-2", "2-4", "all", "1;2", "-1", "1-", "1.5"])
    expect(readRange(text, 3)).toBeNull();
});

test("a template fills in its placeholders and leaves every other brace alone", () => {
  const template = "{login}|{password}|{ip}|{port_http}|{port_socks}|{port}|$&";
  expect(linesIn({ format: "template", template }, [PROXY])).toEqual([
    "u1|p:1|203.0.113.7|8080|1080|{port}|$&",
  ]);
});

test("what is not revealed is dots of one length in every format, with the options of a rotating login behind", () => {
  const options = { country: "US", session: "abc", minutes: 5 };
  const hidden = masked([PROXY]).map((proxy) => ({ ...proxy, login: withOptions(proxy.login, options) }));
  expect(linesIn({ format: "http", template: "" }, hidden)).toEqual([
    `http://${DOTS}-country-us-session-abc-ttl-5:${DOTS}@203.0.113.7:8080`,
  ]);
});

test("the gateway understands every login that the builder makes", () => {
  const session = newSession();
  expect(readEndpointLogin(withOptions("u1", { country: "DE", session, minutes: 1440 }))).toEqual({
    login: "u1",
    wish: { country: "DE", session, ttlMinutes: 1440 },
  });
  expect(withOptions("u1", { country: "", session: null, minutes: 10 })).toBe("u1");
});
