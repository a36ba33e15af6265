import { randomText } from "@/lib/ids";
import { parseUsd, type Usd } from "@/lib/money";
import { hashPassword } from "@/lib/passwords";
import type { Db } from "@/lib/store/db";
import { writeReferrer } from "@/lib/store/referrals";
import { insertUser } from "@/lib/store/users";
import { createKey } from "../keys/create";
import { ALL_SCOPES, CUSTOMER_SCOPES } from "../principal";
import { postAdjustment } from "../wallet/adjust";

export interface NewcomerWish {
  email: string;
  role: "customer" | "operator";
  balance: Usd;
  balanceReason: string;
  keyPrefix: string;
  /** Of the link that the newcomer came by. */
  referralCode?: string | undefined;
  now: Date;
}

export interface Newcomer {
  user_id: number;
  email: string;
  password: string;
  api_key: string;
}

/** Makes a user with a random password, an API key and a first balance. The secrets are in the answer only. */
export async function createNewcomer(db: Db, wish: NewcomerWish): Promise<Newcomer> {
  const password = randomText(20);
  const passwordHash = await hashPassword(password);
  return db.transact(async (tx) => {
    const userId = await insertUser(tx, { email: wish.email, passwordHash, role: wish.role, now: wish.now });
    if (wish.referralCode !== undefined) await writeReferrer(tx, userId, wish.referralCode);
    const isOperator = wish.role === "operator";
    const { key } = await createKey(tx, {
      kind: isOperator ? "operator" : "reseller",
      userId,
      name: isOperator ? "first operator key" : "first key",
      scopes: isOperator ? ALL_SCOPES : CUSTOMER_SCOPES,
      prefix: wish.keyPrefix,
      expiresAt: null,
    });
    if (wish.balance > 0n) {
      await postAdjustment(tx, { userId, amount: wish.balance, reason: wish.balanceReason, now: wish.now });
    }
    return { user_id: userId, email: wish.email, password, api_key: key };
  });
}

/** The demo customer's first balance, from the contract. */
export const DEMO_BALANCE = parseUsd("100.00");
