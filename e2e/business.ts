import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person } from "./fixtures";

/** What a journey needs of the business beside the browser, all of it by API. */

export const DAY_S = 86_400;

export interface Mail {
  topic: string;
  subject: string;
  text: string;
  link: string;
}

/** Headers of an act of the first operator. */
export function operatorHeaders(idempotencyKey?: string): Record<string, string> {
  return headersOf(firstRun().operator.api_key, idempotencyKey);
}

/** A customer with a balance of one's own choice. */
export async function newCustomer(request: APIRequestContext, data: object): Promise<Person> {
  const answer = await request.post(`${API}/sandbox/users`, { headers: operatorHeaders(), data });
  expect(answer.status()).toBe(201);
  return answer.json();
}

/** Buys ISP addresses in the US; answers the subscription once it is delivered. */
export async function buyIsp(
  request: APIRequestContext,
  person: Person,
  wish: { quantity: number; auto_renew?: boolean },
  idempotencyKey = `buy-${crypto.randomUUID()}`,
): Promise<number> {
  const answer = await request.post(`${API}/proxy/static`, {
    headers: headersOf(person.api_key, idempotencyKey),
    data: { category: "isp", country_name: "US", ...wish },
  });
  expect([200, 202]).toContain(answer.status());
  const { subscription_id } = await answer.json();
  await expect.poll(async () => (await cardOf(request, person, subscription_id)).status).toBe("active");
  return subscription_id;
}

/** A residential subscription from the operator. */
export async function grantResidential(request: APIRequestContext, person: Person): Promise<number> {
  const answer = await request.post(`${API}/admin/subscriptions`, {
    headers: operatorHeaders(),
    data: { user_id: person.user_id, category: "residential", quantity: 1, reason: "journey" },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}

/** A subscription as the API tells it to its owner. */
export async function cardOf(request: APIRequestContext, person: Person, id: number) {
  const headers = headersOf(person.api_key);
  return (await request.get(`${API}/proxy/subscriptions/${id}`, { headers })).json();
}

export async function balanceOf(request: APIRequestContext, person: Person): Promise<string> {
  const me = await request.get(`${API}/users/me`, { headers: headersOf(person.api_key) });
  return (await me.json()).user.balance_usd;
}

/** An operator's correction of a balance. */
export async function adjust(request: APIRequestContext, person: Person, amount: string, reason = "Journey") {
  const answer = await request.post(`${API}/admin/users/${person.user_id}/balance`, {
    headers: operatorHeaders(crypto.randomUUID()),
    data: { amount_usd: amount, reason },
  });
  expect(answer.status()).toBe(200);
}

/** Moves the business's clock; a journey that does so resets it at its end. */
export async function moveClock(request: APIRequestContext, data: object): Promise<void> {
  const answer = await request.post(`${API}/sandbox/clock`, { headers: operatorHeaders(), data });
  expect(answer.status()).toBe(200);
}

interface Tier {
  min_quantity: number;
  unit_price_usd: string;
}

/** Runs `act` while one ISP address costs something else, and puts the prices back. */
export async function atOtherPrice(request: APIRequestContext, price: string, act: () => Promise<void>) {
  const path = `${API}/admin/pricing`;
  const { items } = await (await request.get(path, { headers: operatorHeaders() })).json();
  const before: Tier[] = items.find(({ category }: { category: string }) => category === "isp").tiers;
  const set = async (tiers: Tier[]) => {
    const data = {
      tiers: tiers.map(({ min_quantity, unit_price_usd }) => ({ min_quantity, unit_price_usd })),
    };
    expect((await request.post(`${path}/isp`, { headers: operatorHeaders(), data })).status()).toBe(200);
  };
  await set([{ min_quantity: 1, unit_price_usd: price }]);
  try {
    await act();
  } finally {
    await set(before);
  }
}

/** The newest mail of a topic that an address got, as soon as it is there. */
export async function newestMail(request: APIRequestContext, email: string, topic: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        const path = `${API}/sandbox/mails?email=${encodeURIComponent(email)}`;
        const { items }: { items: Mail[] } = await (
          await request.get(path, { headers: operatorHeaders() })
        ).json();
        found = items.find((mail) => mail.topic === topic);
        return found?.topic;
      },
      { timeout: 30_000 },
    )
    .toBe(topic);
  return found ?? { topic, subject: "", text: "", link: "" };
}
