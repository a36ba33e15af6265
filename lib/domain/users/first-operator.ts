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
  const passwordHash = await hashPassword(wish.password);
  await db.transact(async (tx) => {
    await lockName(tx, SETTING);
    const isRight = (await readSetting(tx, SETTING)) === sha256Hex(wish.token) && !(await hasOperator(tx));
    if (!isRight) throw new AppError("invalid_key", "This link is not valid any more.");
    await insertUser(tx, {
      email: wish.email.trim().toLowerCase(),
      passwordHash,
      role: "operator",
      now: wish.now,
    });
    await writeSetting(tx, SETTING, null);
  });
}
