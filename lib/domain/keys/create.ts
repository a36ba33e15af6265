import { keyHint, newApiKey, sha256Hex } from "@/lib/ids";
import type { Db } from "@/lib/store/db";
import { insertKey } from "@/lib/store/keys";
import type { Scope } from "../principal";

export interface KeyWish {
  kind: "reseller" | "operator" | "session";
  userId: number;
  name: string;
  scopes: readonly Scope[];
  prefix: string;
  expiresAt: Date | null;
}

/** Makes a key. The key itself is in the answer and nowhere else: only its hash is stored. */
export async function createKey(db: Db, wish: KeyWish): Promise<{ id: number; key: string }> {
  const key = newApiKey(wish.prefix);
  const id = await insertKey(db, { ...wish, hash: sha256Hex(key), hint: keyHint(key), now: new Date() });
  return { id, key };
}
