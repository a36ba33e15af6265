import type { Newcomer } from "@/lib/domain/users/create";
import type { Shot } from "./load";

const BASE = "/proxy/api/v1";
let counter = 0;

/** What is read of the API, by name. */
export function reads(customers: Newcomer[]): Record<string, Shot> {
  const headers = (n: number) => ({ Authorization: `Bearer ${customers[n]?.api_key}` });
  return {
    "/users/me": { method: "GET", path: `${BASE}/users/me`, headers },
    catalog: { method: "GET", path: `${BASE}/proxy/catalog`, headers },
    quote: {
      method: "POST",
      path: `${BASE}/proxy/quote`,
      headers: (n) => ({ ...headers(n), "Content-Type": "application/json" }),
      body: '{"category":"isp","quantity":5}',
    },
    "20 subscriptions": { method: "GET", path: `${BASE}/proxy/subscriptions?limit=20`, headers },
  };
}

/** What is bought: by everybody, and by one user whom all connections use. */
export function purchases(customers: Newcomer[]): Record<string, Shot> {
  return {
    "purchase of 1": purchase(customers, 1),
    "purchase of 50": purchase(customers, 50),
    "one hot user": purchase(customers.slice(0, 1), 1),
  };
}

function purchase(customers: Newcomer[], quantity: number): Shot {
  return {
    method: "POST",
    path: `${BASE}/proxy/static`,
    body: JSON.stringify({ category: "isp", country_name: "US", quantity }),
    headers: (n) => ({
      Authorization: `Bearer ${customers[n % customers.length]?.api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `bench-key-${++counter}`,
    }),
  };
}
