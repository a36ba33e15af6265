import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256Hex } from "@/lib/ids";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { totpCode, totpStep } from "@/lib/totp";
import { changePassword, resetPassword } from "../users/password";
import { enableTwoFactor, startTwoFactor } from "../users/two-factor";
import { findSession, listSessions } from "./current";
import { signIn } from "./sign-in";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

let lastIp = 0;
const PASSWORD = "a better password";

async function newSession() {
  const user = await shop.newUser();
  const id = await signIn(shop, { ...user, ip: `10.8.0.${++lastIp}` });
  return { user, session: { id, userId: user.user_id } };
}

/** The shop, as it is when `between` happens after a password was found right and before anything is written. */
function interrupted(between: () => Promise<unknown>): TestBusiness {
  let isFirst = true;
  const db = Object.create(shop.db, {
    transact: {
      value: async (work: Parameters<typeof shop.db.transact>[0]) => {
        if (isFirst) {
          isFirst = false;
          await between();
        }
        return shop.db.transact(work);
      },
    },
  });
  return { ...shop, db };
}

test.each([false, true])(
  "a sign-in that is under way while the password changes opens nothing, with two-factor (%s) no challenge",
  async (isGuarded) => {
    const { user, session } = await newSession();
    if (isGuarded) {
      const secret = await startTwoFactor(shop, user.user_id, user.password);
      await enableTwoFactor(shop, user.user_id, totpCode(secret, totpStep(new Date())));
    }
    const change = () => changePassword(shop, session, { current: user.password, password: PASSWORD });
    const late = signIn(interrupted(change), { ...user, ip: `10.8.1.${++lastIp}` });
    await expect(late).rejects.toMatchObject({
      code: "invalid_key",
      message: "E-mail or password is wrong.",
    });
    expect(await listSessions(shop, session)).toHaveLength(1);
    expect(await findSession(shop, session.id)).not.toBeNull();
    expect(await shop.db.query("select 1 from one_time_tokens where user_id = $1", [user.user_id])).toEqual(
      [],
    );
  },
);

test("whoever changes the password while its owner resets it comes too late", async () => {
  const { user, session } = await newSession();
  const reset = async () => {
    await shop.db.query(
      "insert into one_time_tokens (hash, user_id, purpose, expires_at) values ($1, $2, 'reset', now() + interval '1 hour')",
      [sha256Hex("mailed"), user.user_id],
    );
    await resetPassword(shop, { token: "mailed", password: PASSWORD });
  };
  const late = changePassword(interrupted(reset), session, {
    current: user.password,
    password: "a thief's password",
  });
  await expect(late).rejects.toMatchObject({ code: "invalid_key" });
  const ip = `10.8.2.${++lastIp}`;
  expect(await signIn(shop, { email: user.email, password: PASSWORD, ip })).toHaveLength(40);
});
