import { expect } from "vitest";
import { runSweeps } from "@/lib/jobs/sweeps";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

type Owner = Awaited<ReturnType<TestBusiness["newUser"]>>;

/** A user with one subscription of one IP. */
export interface Subscriber {
  user: Owner;
  id: number;
  path: string;
}

/** A shop whose time passes, with the few acts that a subscription's life is made of. */
export async function createLife() {
  const shop = await createTestBusiness();
  const operator = await shop.newUser("0.00", "operator");
  let counter = 0;
  const freshKey = () => `life-key-${++counter}-abcdef`;

  const pay = async (user: Owner, amount: string): Promise<void> => {
    const answer = await shop.send("POST", `/admin/users/${user.user_id}/balance`, {
      key: operator.api_key,
      body: { amount_usd: amount, reason: "Test money" },
      idempotencyKey: freshKey(),
    });
    expect(answer.status).toBe(200);
  };
  return {
    shop,
    operator,
    pay,
    freshKey,
    /** One who has `balance` left after buying one IP for 2.50. */
    async subscriber(balance: string, autoRenew = true): Promise<Subscriber> {
      const user = await shop.newUser("2.50");
      const answer = await shop.send("POST", "/proxy/static", {
        key: user.api_key,
        body: { category: "isp", country_name: "US", quantity: 1, auto_renew: autoRenew },
        idempotencyKey: freshKey(),
      });
      if (balance !== "0.00") await pay(user, balance);
      const id = answer.body.subscription_id;
      return { user, id, path: `/proxy/subscriptions/${id}` };
    },
    card: async (s: Subscriber) => (await shop.send("GET", s.path, { key: s.user.api_key })).body,
    balance: async (user: Owner): Promise<string> =>
      (await shop.send("GET", `/users/${user.user_id}/balance`, { key: operator.api_key })).body.balance_usd,
    /** Of the activity, newest first. */
    actions: async (s: Subscriber): Promise<string[]> =>
      (await shop.send("GET", `${s.path}/activity?limit=100`, { key: operator.api_key })).body.items.map(
        (item: { action: string }) => item.action,
      ),
    renew: (s: Subscriber) =>
      shop.send("POST", `${s.path}/renew`, { key: s.user.api_key, idempotencyKey: freshKey() }),
    /** Lets business time pass, and the sweepers find out. */
    async after(ms: number): Promise<void> {
      shop.clock.offsetMs += ms;
      await runSweeps(shop);
    },
    /** For `afterEach`: the books close, and the next test begins today with nothing on auto-renew. */
    async endTest(): Promise<void> {
      shop.supplier.faults.length = 0;
      await runSweeps(shop);
      await requireClosedBooks(shop.db);
      await shop.db.query("update subscriptions set auto_renew = false");
      shop.clock.offsetMs = 0;
    },
  };
}
