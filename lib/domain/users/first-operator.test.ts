import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "@/lib/domain/sessions/sign-in";
import { hashPassword } from "@/lib/passwords";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { acceptInvitation, inviteFirstOperator } from "./first-operator";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const wish = { email: "Boss@example.test", password: "a long password", now: new Date() };

test("the link makes one operator, once, and a newer link replaces it", async () => {
  const old = (await inviteFirstOperator(shop.db)) ?? "";
  const token = (await inviteFirstOperator(shop.db)) ?? "";
  await expect(acceptInvitation(shop.db, { ...wish, token: old })).rejects.toMatchObject({
    code: "invalid_key",
  });
  const tries = await Promise.allSettled(
    [1, 2].map((n) => acceptInvitation(shop.db, { ...wish, email: `${n}${wish.email}`, token })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await inviteFirstOperator(shop.db)).toBeNull();
});

test("a wrong link costs no hash, which anybody could ask for without end", async () => {
  const timeOf = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  const hashes = await timeOf(() =>
    Promise.all(Array.from({ length: 20 }, () => hashPassword("a long password"))),
  );
  const tries = await timeOf(() =>
    Promise.allSettled(
      Array.from({ length: 20 }, () => acceptInvitation(shop.db, { ...wish, token: "wrong" })),
    ),
  );
  expect(tries).toBeLessThan(hashes / 2);
});

test("wrong passwords are counted per account, a right one is not, and both texts are the same", async () => {
  const user = await shop.newUser();
  const attempt = (email: string, password: string, ip = email) => signIn(shop, { email, password, ip });
  const unknown = await attempt("nobody@example.test", "x").catch((error: Error) => error.message);
  for (let n = 0; n < 5; n++) {
    await expect(attempt(user.email, "wrong", `10.0.0.${n}`)).rejects.toThrow(String(unknown));
  }
  await expect(attempt(user.email, user.password)).rejects.toMatchObject({ code: "rate_limited" });
  const other = await shop.newUser();
  for (let n = 0; n < 7; n++) expect(await attempt(other.email, other.password, "10.0.1.1")).toHaveLength(40);
});
