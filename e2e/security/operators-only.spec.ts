import { operatorHeaders } from "../business";
import { API, expect, firstRun, signIn, test } from "../fixtures";
import { PAGES } from "../pages/table";
import { actionOf, replay } from "./actions";
import { cookieHeader, raw } from "./raw";

const OWN = `http://127.0.0.1:${process.env.E2E_PORT}`;
const PATHS = Object.keys(PAGES)
  .filter((folder) => /^operator(\/|$)/.test(folder))
  .map((folder) => `/${folder.replace("[id]", "2").replace("[tx]", "1").replace("[category]", "isp")}`);

/** What Next keeps of a page in a browser: here, that the frame is there already and only the page is missing. */
function treeOf(path: string): unknown {
  const leaf: unknown[] = ["__PAGE__", {}, null, "refetch"];
  const tree = path
    .split("/")
    .slice(1)
    .reduceRight<unknown[]>((children, segment) => [segment, { children }], leaf);
  return ["", { children: tree }, null, null];
}

/** A click that claims to have the frame; Next names the address that such a click has to ask. */
async function click(path: string, cookie: string) {
  const state = encodeURIComponent(JSON.stringify(treeOf(path)));
  const headers = { cookie, RSC: "1", "Next-Router-State-Tree": state };
  const named = (await raw(OWN + path, { headers })).headers.location ?? path;
  return raw(new URL(named, OWN).href, { headers });
}

test("no operator's page is there for anybody else, opened or clicked to past the frame", async ({
  browser,
  customer,
}) => {
  expect(PATHS.length).toBeGreaterThan(12);
  const cookieOf = async (person: { email: string; password: string }) => {
    const page = await browser.newPage();
    await signIn(page, person);
    return cookieHeader(page.context());
  };
  const [others, operators] = [await cookieOf(customer), await cookieOf(firstRun().operator)];
  for (const path of PATHS) {
    for (const [cookie, target] of [
      [others, "/"],
      ["", "/sign-in"],
    ] as const) {
      const opened = await raw(OWN + path, { headers: { cookie } });
      expect([path, opened.status, new URL(opened.headers.location ?? "", OWN).pathname]).toEqual([
        path,
        307,
        target,
      ]);
      const clicked = await click(path, cookie);
      expect([path, clicked.status, clicked.text.includes("NEXT_REDIRECT")]).toEqual([path, 200, true]);
    }
    // The control: for an operator it is a page.
    const clicked = await click(path, operators);
    expect([path, clicked.text.includes("NEXT_REDIRECT")]).toEqual([path, false]);
  }
});

test("an operator's act that a customer sends does nothing", async ({ page, browser, request, customer }) => {
  const path = `${API}/admin/users/${customer.user_id}`;
  const headers = operatorHeaders();
  const notes = async () => (await (await request.get(path, { headers })).json()).notes;
  await signIn(page, firstRun().operator);
  await page.goto(`/operator/users/${customer.user_id}`);
  await page.getByRole("button", { name: "Edit notes" }).click();
  await page.getByRole("dialog").getByLabel("Notes").fill("Sent by the page");
  const save = () => page.getByRole("button", { name: "Save notes" }).click();
  const action = await actionOf(page, save);
  await expect.poll(notes).toBe("Sent by the page");
  await request.patch(path, { headers, data: { notes: "Other notes" } });
  const stranger = await browser.newPage();
  await signIn(stranger, customer);
  for (const cookie of [await cookieHeader(stranger.context()), ""]) {
    await replay(action, OWN, cookie);
    expect(await notes()).toBe("Other notes");
  }
  // The control: from the operator it works again.
  await replay(action, OWN, await cookieHeader(page.context()));
  expect(await notes()).toBe("Sent by the page");
});
