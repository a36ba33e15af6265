import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person } from "../fixtures";

/** Ids of one thing of each kind, made for the run. */
export interface Made {
  user: number;
  card: number;
  rotating: number;
  deposit: number;
  invoice: string;
  sandboxInvoice: string;
  purchase: number;
}

/** Something of everything, so that no page is empty. */
export async function makeOneOfEach(
  request: APIRequestContext,
  { user_id: user, api_key }: Person,
): Promise<Made> {
  const post = async (path: string, data: object, key = api_key) => {
    const headers = headersOf(key, `pages-${crypto.randomUUID()}`);
    const answer = await request.post(`${API}${path}`, { headers, data });
    expect(answer.ok(), path).toBe(true);
    return answer.json();
  };
  const operator = firstRun().operator.api_key;
  const wish = { category: "isp", country_name: "US", quantity: 2, auto_renew: true };
  const bought = await post("/proxy/static", wish);
  const grant = { user_id: user, category: "residential", quantity: 1, reason: "For the pages" };
  const granted = await post("/admin/subscriptions", grant, operator);
  const deposit = await post("/deposits", { provider: "manual", amount_usd: "25.00" });
  const sandbox = await post("/deposits", { provider: "sandbox", amount_usd: "5.00" });
  const headers = headersOf(api_key);
  const { items } = await (await request.get(`${API}/transactions?type=purchase`, { headers })).json();
  return {
    user,
    card: bought.subscription_id,
    rotating: granted.id,
    deposit: deposit.transaction_id,
    invoice: deposit.external_id,
    sandboxInvoice: sandbox.external_id,
    purchase: items[0].id,
  };
}
