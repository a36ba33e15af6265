import { expect, test } from "../fixtures";
import { postForm } from "./forms";
import { NAUGHTY, unescapedIn } from "./naughty";

const OWN = `http://127.0.0.1:${process.env.E2E_PORT}`;
const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#x27;");

/** Addresses that are none, from the list of texts and beyond what may stand in one. */
const NO_ADDRESSES = [
  ...NAUGHTY.map((text) => `${text}@example.test`),
  '"quoted <script>xss()</script>"@example.test',
  "имя@example.test",
  "name@пример.test",
  "\u202ename@example.test",
  "a\u0000b@example.test",
  "two@at@example.test",
  "name@[127.0.0.1]",
  `${"x".repeat(400)}@example.test`,
];

test("an e-mail address that is none comes back in its field as a text", async () => {
  const found: string[] = [];
  for (const [n, email] of NO_ADDRESSES.entries()) {
    const path = n % 2 ? "/forgot" : "/sign-up";
    const answer = await postForm(OWN + path, { email, password: "correct horse battery" });
    if (answer.status !== 200 || unescapedIn(answer.text).some((text) => email.includes(text)))
      found.push(`${answer.status} ${path} ${email}`);
    const shown = answer.text.includes(`value="${escaped(email.trim())}"`);
    const isTold = answer.text.includes('aria-invalid="true"');
    if (!isTold || (/[<"]/.test(email) && !shown)) found.push(`not told at ${path}: ${email}`);
  }
  expect(found).toEqual([]);
});

test("what the database can't store is refused as wrong, and breaks nothing", async () => {
  const nul = "a\u0000b";
  const signIn = await postForm(`${OWN}/sign-in`, { email: `${nul}@example.test`, password: nul });
  expect(signIn.status).toBe(200);
  const reset = await postForm(`${OWN}/reset?token=a%00`, { token: nul, password: "correct horse battery" });
  expect(reset.status).toBe(200);
  expect((await postForm(`${OWN}/confirm?token=%00`, { token: nul })).status).toBe(200);
  const email = `nul-${process.pid}@example.test`;
  for (const code of ["a%00b", "%ED%A0%80", "'\"<script>"]) {
    const signUp = { email, password: "correct horse battery" };
    expect([code, (await postForm(`${OWN}/sign-up`, signUp, `ref=${code}`)).status]).toEqual([code, 200]);
  }
});
