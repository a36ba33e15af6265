import { afterAll, beforeAll, expect, test } from "vitest";
import { mailReset } from "@/lib/domain/users/password";
import { createMailer } from "@/lib/mail/smtp";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
beforeAll(async () => {
  const mailer = createMailer({ smtpUrl: "", from: "", publicUrl: "https://shop.test", contact: null });
  shop = await createTestBusiness({ mailer });
});
afterAll(() => shop.close());

test("GET /sandbox/mails shows kept mails to operators alone, all or of one address", async () => {
  const [user, other, operator] = [
    await shop.newUser(),
    await shop.newUser(),
    await shop.newUser("0.00", "operator"),
  ];
  await mailReset(shop, user.email);
  await mailReset(shop, other.email);
  const read = (query: string, key?: string) => shop.send("GET", `/sandbox/mails${query}`, { key });
  const one = await read(`?email=${user.email.toUpperCase()}`, operator.api_key);
  expect(one.status).toBe(200);
  expect(one.body.items).toMatchObject([
    {
      to: user.email,
      topic: "reset",
      locale: "en",
      link: expect.stringContaining("https://shop.test/reset?token="),
    },
  ]);
  expect((await read("", operator.api_key)).body.items).toHaveLength(2);
  expect((await read("?page=2", operator.api_key)).status).toBe(400);
  expect((await read("", user.api_key)).status).toBe(403);
  expect((await read("")).status).toBe(401);
});

test("GET /sandbox/mails is not there outside of the sandbox", async () => {
  const live = await createTestBusiness({ mode: "live" });
  const operator = await live.newUser("0.00", "operator");
  expect((await live.send("GET", "/sandbox/mails", { key: operator.api_key })).status).toBe(404);
  await live.close();
});
