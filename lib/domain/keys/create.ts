import { keyHint, newApiKey, sha256Hex } from "@/lib/ids";
import { formatUsd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import { insertKey } from "@/lib/store/keys";
import type { Scope } from "../principal";
import type { SpendCap } from "./spend-cap";

export interface KeyWish {
  kind: "reseller" | "operator" | "session";
  userId: number | null;
  name: string;
  scopes: readonly Scope[];
  prefix: string;
  expiresAt: Date | null;
  /** Networks that it may be used from; any address when absent or empty. */
  allowedIps?: readonly string[];
  /** Whether its money requests must be signed. */
  mustSign?: boolean;
  /** The key of a session that an API key opened. */
  isBorrowed?: boolean;
  spendCap?: SpendCap | null;
  /** The key that it is rotated from, when that one's orders count with its own. */
  spendsAs?: number | null;
}

/** Makes a key. The key itself is in the answer and nowhere else: only its hash is stored. */
export async function createKey(db: Db, wish: KeyWish): Promise<{ id: number; key: string }> {
  const key = newApiKey(wish.prefix);
  const id = await insertKey(db, {
    ...wish,
    allowedIps: wish.allowedIps ?? [],
    mustSign: wish.mustSign ?? false,
    isBorrowed: wish.isBorrowed ?? false,
    spendCap: wish.spendCap ? { ...wish.spendCap, amount: formatUsd(wish.spendCap.amount) } : null,
    spendsAs: wish.spendsAs ?? null,
    hash: sha256Hex(key),
    hint: keyHint(key),
    now: new Date(),
  });
  return { id, key };
}
