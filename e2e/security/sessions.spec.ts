import { expect, firstRun, signIn, test } from "../fixtures";
import { actionOf, replay } from "./actions";
import { postForm } from "./forms";
import { cookieHeader, raw } from "./raw";

const PORT = Number(process.env.E2E_PORT);
const OWN = `http://127.0.0.1:${PORT}`;

/** Origins that are not ours, however much they look like it. `null` of the list: none at all. */
const FOREIGN = [
  null,
  "",
  "null",
  "https://evil.example",
  `http://sub.127.0.0.1:${PORT}`,
  `http://127.0.0.1:${PORT}.evil.example`,
  `http://127.0.0.1:${PORT}@evil.example`,
  `http://evil.example#http://127.0.0.1:${PORT}`,
  `http://127.0.0.1:${PORT + 1}`,
  `https://127.0.0.1:${PORT}`,
  "http://127.0.0.1",
  `http://127.0.0.1:${PORT}/`,
  `HTTP://127.0.0.1:${PORT}`,
  `http://127.0.0.1:${PORT}, https://evil.example`,
  `http://[::ffff:127.0.0.1]:${PORT}`,
  "file://",
];

const isAlive = async (cookie: string) =>
  (await raw(`${OWN}/settings`, { headers: { cookie } })).status === 200;

test("a server action from any other origin, or none, is refused and does nothing; the old cookie is dead after sign-out", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await page.getByRole("button", { name: "Account" }).click();
  const first = await cookieHeader(page.context());
  const action = await actionOf(page, () =>
    page.getByRole("button", { name: "Sign out", exact: true }).click(),
  );
  await expect(page).toHaveURL(/sign-in/);
  expect(await isAlive(first)).toBe(false);

  await signIn(page, customer);
  const cookie = await cookieHeader(page.context());
  expect(await isAlive(cookie)).toBe(true);
  for (const origin of FOREIGN) {
    const answer = await replay(action, origin, cookie);
    expect([origin, answer.status, await isAlive(cookie)]).toEqual([origin, 403, true]);
  }
  const spoofed = { host: "evil.example", "x-forwarded-host": "evil.example" };
  expect((await replay(action, "http://evil.example", cookie, spoofed)).status).toBe(403);
  expect(await isAlive(cookie)).toBe(true);
  // The control: from our own page it works.
  expect((await replay(action, OWN, cookie)).status).toBeLessThan(400);
  expect(await isAlive(cookie)).toBe(false);
});

test("nobody can be signed in by another site", async ({ page, customer }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password").fill(customer.password);
  const action = await actionOf(page, () => page.getByRole("button", { name: "Sign in" }).click());
  for (const origin of FOREIGN) {
    const answer = await replay(action, origin, "");
    expect([origin, answer.status, answer.headers["set-cookie"]]).toEqual([origin, 403, undefined]);
  }
});

test("a webhook needs no origin of ours, but its signature", async () => {
  const body = JSON.stringify({ id: "evt_1", kind: "paid", external_id: "sbx_a_1_0", received_usd: "9.00" });
  for (const origin of [null, "https://evil.example", OWN]) {
    const headers = { "Content-Type": "application/json", ...(origin === null ? {} : { origin }) };
    const bare = await raw(`${OWN}/payments/sandbox/webhook`, { method: "POST", headers, body });
    expect([bare.status, JSON.parse(bare.text).error.code]).toEqual([401, "signature_required"]);
    const forged = {
      ...headers,
      "Sandbox-Signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`,
    };
    const answer = await raw(`${OWN}/payments/sandbox/webhook`, { method: "POST", headers: forged, body });
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([401, "signature_invalid"]);
  }
});

test("a session that somebody planted before is not the one that a sign-in opens", async ({
  page,
  customer,
}) => {
  const attacker = firstRun().customer;
  await signIn(page, attacker);
  const planted = await cookieHeader(page.context());
  const { email, password } = customer;
  const answer = await postForm(`${OWN}/sign-in`, { email, password }, planted);
  const opened = (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
  expect(opened).toContain("session-token=");
  const settingsOf = async (cookie: string) => (await raw(`${OWN}/settings`, { headers: { cookie } })).text;
  const [own, others] = [await settingsOf(opened), await settingsOf(planted)];
  expect([own.includes(email), own.includes(attacker.email)]).toEqual([true, false]);
  expect([others.includes(email), others.includes(attacker.email)]).toEqual([false, true]);
});

/** What somebody could make of a good cookie, or of nothing. */
function forge(value: string): string[] {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  const parts = value.split(".");
  const flip = (n: number) =>
    parts
      .map((text, at) => (at === n ? `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}` : text))
      .join(".");
  return [
    "",
    "null",
    "undefined",
    "true",
    "1",
    "0".repeat(64),
    "x".repeat(3_000),
    "../../etc/passwd",
    "' or '1'='1",
    `${part({ alg: "none" })}.${part({ sid: "1", sub: "1" })}.`,
    `${part({ alg: "HS256" })}.${part({ sid: "1" })}.${"A".repeat(43)}`,
    `${part({ alg: "dir", enc: "A256CBC-HS512" })}..${"A".repeat(22)}.${part({ sid: "1" })}.${"A".repeat(43)}`,
    part({ sid: "1" }),
    JSON.stringify({ sid: "1" }),
    value.slice(0, -1),
    value.slice(1),
    value.slice(0, value.length / 2),
    flip(0),
    flip(2),
    flip(3),
    flip(4),
    value.toUpperCase(),
    [...value].reverse().join(""),
  ];
}

test("forged cookies are refused; the true one is not", async ({ page, customer }) => {
  await signIn(page, customer);
  const cookie = (await page.context().cookies()).find(({ name }) => name.includes("session-token"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  const { name, value } = cookie ?? { name: "", value: "" };
  expect(await isAlive(`${name}=${value}`)).toBe(true);
  const forged = forge(value);
  expect(forged.length).toBeGreaterThanOrEqual(20);
  for (const other of forged) {
    const answer = await raw(`${OWN}/settings`, {
      headers: { cookie: `${name}=${encodeURIComponent(other)}` },
    });
    expect([other, answer.status]).toEqual([other, 307]);
    expect(answer.headers.location).toContain("/sign-in");
  }
  for (const elsewhere of ["session", "authjs.csrf-token", "__Secure-authjs.session-token"])
    expect(await isAlive(`${elsewhere}=${value}`)).toBe(false);
});
