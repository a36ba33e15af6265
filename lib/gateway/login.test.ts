import { expect, test } from "vitest";
import { readEndpointLogin } from "./login";

test.each([
  ["u1", { country: null, session: null, ttlMinutes: 10 }],
  ["u1-country-us", { country: "US", session: null, ttlMinutes: 10 }],
  ["u1-session-abc123", { country: null, session: "abc123", ttlMinutes: 10 }],
  ["u1-country-us-session-abc123-ttl-30", { country: "US", session: "abc123", ttlMinutes: 30 }],
  ["u1-ttl-1440-session-A_b-COUNTRY-De", { country: "DE", session: "A_b", ttlMinutes: 1440 }],
  ["u1-session-country-ttl-1", { country: null, session: "country", ttlMinutes: 1 }],
])("%s is understood, options in any order", (text, wish) => {
  expect(readEndpointLogin(text)).toEqual({ login: "u1", wish });
});

test.each([
  ["u1-", "unknown_option"],
  ["u1-city-paris", "unknown_option"],
  ["u1-us", "unknown_option"],
  ["u1-country", "bad_country"],
  ["u1-country-usa", "bad_country"],
  ["u1-country-u1", "bad_country"],
  ["u1-session-", "bad_session"],
  [`u1-session-${"a".repeat(65)}`, "bad_session"],
  ["u1-session-é", "bad_session"],
  ["u1-ttl-0", "bad_ttl"],
  ["u1-ttl-1441", "bad_ttl"],
  ["u1-ttl-1.5", "bad_ttl"],
  ["u1-ttl--5", "bad_ttl"],
  ["u1-session-a-ttl-x", "bad_ttl"],
  ["u1-country-us-country-de", "repeated_option"],
])("%s is refused as %s", (text, reason) => {
  expect(readEndpointLogin(text)).toEqual({ reason });
});
