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

/** What is bought, by whom (all connections take turns) and how much at once. */
export interface Buying {
  buyers: Newcomer[];
  quantity: number;
}

export function buyings(customers: Newcomer[]): Record<string, Buying> {
  return {
    "purchase of 1": { buyers: customers, quantity: 1 },
    "purchase of 50": { buyers: customers, quantity: 50 },
    "one hot user": { buyers: customers.slice(0, 1), quantity: 1 },
  };
}

export function purchase({ buyers, quantity }: Buying): Shot {
  return {
    method: "POST",
    path: `${BASE}/proxy/static`,
    body: JSON.stringify({ category: "isp", country_name: "US", quantity }),
    headers: (n) => ({
      Authorization: `Bearer ${buyers[n % buyers.length]?.api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `bench-key-${++counter}`,
    }),
  };
}
