import type { PayerChoice } from "@/lib/payments/sandbox/sandbox";
import type { Answer, TestBusiness } from "./business";

let counter = 0;

/** A key that no request had before. */
export function freshKey(): string {
  return `payer-key-${++counter}`;
}

/** Opens an invoice for 25.00, unless `body` says otherwise. */
export function openDeposit(
  shop: TestBusiness,
  key: string,
  body: object = {},
  idempotencyKey = freshKey(),
): Promise<Answer> {
  const wish = { provider: "sandbox", amount_usd: "25.00", ...body };
  return shop.send("POST", "/deposits", { key, body: wish, idempotencyKey });
}

/** A user without a balance and an open invoice of theirs. */
export async function newPayer(shop: TestBusiness, amount_usd = "25.00") {
  const user = await shop.newUser("0.00");
  const { body } = await openDeposit(shop, user.api_key, { amount_usd });
  return { user, tx: Number(body.transaction_id), externalId: String(body.external_id) };
}

/** What a payer does on the sandbox's pay page; answers the statuses of the webhooks. */
export async function pay(
  shop: TestBusiness,
  externalId: string,
  choice: PayerChoice = "pay",
): Promise<number[]> {
  const statuses: number[] = [];
  for (const request of shop.sandboxProvider.eventsOf(externalId, choice))
    statuses.push((await shop.receive(request)).status);
  return statuses;
}

/** An operator's verdict on a deposit. */
export function markDeposit(
  shop: TestBusiness,
  key: string,
  tx: number,
  verdict: "completed" | "failed",
  body: object = {},
): Promise<Answer> {
  return shop.send("POST", `/admin/deposits/${tx}/mark-${verdict}`, {
    key,
    body: { reason: "Seen at the bank", ...body },
    idempotencyKey: freshKey(),
  });
}

/** A wallet's balance and debt. */
export async function walletOf(
  shop: TestBusiness,
  userId: number,
): Promise<{ balance: string; debt: string } | undefined> {
  return (
    await shop.db.query<{ balance: string; debt: string }>(
      "select balance, debt from wallets where user_id = $1",
      [userId],
    )
  )[0];
}
