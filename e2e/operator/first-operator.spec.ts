import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, signIn, test } from "../fixtures";

/** A live start of the product, with all that it asks for and an empty data directory. */
async function startLive(): Promise<{ link: string; stop(): Promise<void> }> {
  const [web, http, socks] = [await freePort(), await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), "proxydeck-live-"));
  const child = spawn(process.execPath, ["lib/launcher/start.mjs"], {
    env: {
      ...process.env,
      MODE: "live",
      DATA_DIR: dataDir,
      PORT: String(web),
      PUBLIC_URL: `http://127.0.0.1:${web}`,
      AUTH_SECRET: randomBytes(32).toString("base64"),
      DATA_KEY: randomBytes(32).toString("base64"),
      API_MONEY_ENABLED: "on",
      API_SIGNATURE_REQUIRED: "off",
      GATEWAY_PORTS: `${http},${socks}`,
      GATEWAY_ADDRESSES: "isp:US:127.0.0.1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = await outputUntil(child, "Proxydeck is ready");
  return {
    link: /http\S+\/first-operator\?token=\w+/.exec(output)?.[0] ?? "",
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function outputUntil(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(text)) resolve(output);
    });
    child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

test("a live start prints a link that makes the first operator, once, and there is no other way in", async ({
  browser,
}) => {
  const live = await startLive();
  try {
    expect(live.link).not.toBe("");
    const page = await (await browser.newContext({ baseURL: new URL(live.link).origin })).newPage();
    const password = randomBytes(12).toString("hex");
    await page.goto(live.link);
    await page.getByLabel("E-mail").fill("boss@example.test");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Make operator" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await signIn(page, { email: "boss@example.test", password });
    await expect(page).toHaveURL(/\/operator$/);

    await page.goto(live.link);
    await page.getByLabel("E-mail").fill("other@example.test");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Make operator" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "no longer valid" })).toBeVisible();
    expect((await page.request.post("/proxy/api/v1/sandbox/users", { data: {} })).status()).toBe(401);
    await page.context().close();
  } finally {
    await live.stop();
  }
});
