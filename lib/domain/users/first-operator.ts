import { AppError } from "@/lib/errors";
import { randomText, sha256Hex } from "@/lib/ids";
import { hashPassword } from "@/lib/passwords";
import type { Db } from "@/lib/store/db";
import { readSetting, writeSetting } from "@/lib/store/records";
import { hasOperator, insertUser, lockName } from "@/lib/store/users";

const SETTING = "first_operator_invitation";

/** Makes the one-time token for the first operator, in place of any before. `null` when there is an operator. */
export async function inviteFirstOperator(db: Db): Promise<string | null> {
  if (await hasOperator(db)) return null;
  const token = randomText(40);
  await writeSetting(db, SETTING, sha256Hex(token));
  return token;
}

/** Makes the first operator, once. Throws `invalid_key` when the token is wrong, used, or replaced. */
export async function acceptInvitation(
  db: Db,
  wish: { token: string; email: string; password: string; now: Date },
): Promise<void> {
  // Looked at before the hash, which takes long and which anybody could ask for.
  await requireInvited(db, wish.token);
  const passwordHash = await hashPassword(wish.password);
  await db.transact(async (tx) => {
    await lockName(tx, SETTING);
    await requireInvited(tx, wish.token);
    await insertUser(tx, {
      email: wish.email.trim().toLowerCase(),
      passwordHash,
      role: "operator",
      now: wish.now,
    });
    await writeSetting(tx, SETTING, null);
  });
}

async function requireInvited(db: Db, token: string): Promise<void> {
  const isRight = (await readSetting(db, SETTING)) === sha256Hex(token) && !(await hasOperator(db));
  if (!isRight) throw new AppError("invalid_key", "This link is not valid any more.");
}
