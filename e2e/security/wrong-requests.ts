import type { Person } from "../fixtures";
import type { raw } from "./raw";

/** Requests to the API with a secret of theirs where it does not belong; each by its path. */
export function wrongRequests(person: Person): [string, Parameters<typeof raw>[1]][] {
  const key = person.api_key;
  const json = { "Content-Type": "application/json" };
  const bearer = { Authorization: `Bearer ${key}` };
  return [
    ["/users/me", { headers: { Authorization: `Basic ${key}` } }],
    ["/users/me", { headers: { Authorization: `Bearer ${key}x` } }],
    ["/users/me", { headers: { "X-Api-Key": key } }],
    [
      "/proxy/static",
      { method: "POST", headers: { ...json, ...bearer }, body: `{"category": ${person.password}` },
    ],
    ["/proxy/static", { method: "POST", headers: { ...json, ...bearer }, body: `{"category":"${key}"}` }],
    ["/proxy/quote", { method: "POST", headers: { ...json, ...bearer }, body: `{"quantity":"${key}"}` }],
    ["/proxy/static", { method: "POST", headers: { ...json, ...bearer, "X-Signature": key }, body: "{}" }],
    [
      "/proxy/static",
      { method: "POST", headers: { ...json, ...bearer, "Idempotency-Key": "x" }, body: "{}" },
    ],
    ["/proxy/subscriptions/1", { method: "POST", headers: { ...json, ...bearer }, body: "{}" }],
    ["/nowhere", { headers: bearer }],
  ];
}
