import { API, expect, firstRun, test } from "../fixtures";
import { type Dashboard, startDashboard } from "../remote/dashboard";
import { postForm } from "./forms";
import { raw } from "./raw";

/** The shop once more, as it is behind a proxy with TLS: that names the public address, and who asks. */
const PORT = String(Number(process.env.E2E_PORT) + 5);
const PUBLIC = "https://shop.example";
let server: Dashboard;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await startDashboard(["lib/launcher/run.mjs", "server"], {
    DATA_DIR: process.env.E2E_DATA_DIR ?? "",
    PORT,
    PUBLIC_URL: PUBLIC,
    TRUSTED_PROXIES: "1",
  });
});
test.afterAll(() => server.stop());

const THROUGH_PROXY = {
  host: "shop.example",
  "x-forwarded-proto": "https",
  "x-forwarded-for": "203.0.113.7",
};

test("every page asks for HTTPS from now on, and its links are the public ones whatever host is asked", async () => {
  for (const path of ["/", "/sign-in", "/docs", "/nowhere", "/operator"]) {
    for (const host of ["shop.example", "evil.example", `127.0.0.1:${PORT}`]) {
      const answer = await raw(server.origin + path, { headers: { ...THROUGH_PROXY, host } });
      expect(answer.headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
      expect(answer.text.includes("evil.example")).toBe(false);
      if (path === "/docs" && host !== `127.0.0.1:${PORT}`)
        expect(answer.text.includes(`${PUBLIC}${API}`)).toBe(true);
    }
  }
  const plain = await raw(`http://127.0.0.1:${process.env.E2E_PORT}/sign-in`);
  expect(plain.headers["strict-transport-security"]).toBeUndefined();
});

test("cookies are for HTTPS only, the session's and the referral's, and no other form of the session's is taken", async () => {
  const { email, password } = firstRun().customer;
  const answer = await postForm(`${server.origin}/sign-in?ref=FRIEND1`, { email, password });
  const cookies = answer.headers["set-cookie"] ?? [];
  expect(cookies.length).toBeGreaterThanOrEqual(2);
  for (const cookie of cookies) expect(cookie).toMatch(/; Secure/i);
  const session = cookies.find((cookie) => cookie.startsWith("__Secure-authjs.session-token=")) ?? "";
  expect(session).toMatch(/; HttpOnly/i);
  expect(session).toMatch(/; SameSite=Lax/i);
  const [pair = ""] = session.split(";");
  const settings = (cookie: string) => raw(`${server.origin}/settings`, { headers: { cookie } });
  expect((await settings(pair)).status).toBe(200);
  expect((await settings(pair.replace("__Secure-", ""))).status).toBe(307);
});

test("whoever asks is who the proxy says, not who a client says", async () => {
  const left = async (forwarded: string) => {
    const headers = { "X-Forwarded-For": forwarded, "X-Real-IP": "9.9.9.9", Authorization: "Bearer wrong" };
    const answer = await raw(`${server.origin}${API}/users/me`, { headers });
    return Number(/"addresses";r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1]);
  };
  const ofOne = [
    "203.0.113.50",
    "1.1.1.1, 203.0.113.50",
    "2.2.2.2,203.0.113.50:4711",
    "' or 1=1, 203.0.113.50",
  ];
  const [first = 0, ...more] = await inTurn(ofOne, left);
  expect(more).toEqual([first - 1, first - 2, first - 3]);
  expect(await left("203.0.113.50, 203.0.113.51")).toBe(first);
});

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
