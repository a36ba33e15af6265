import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";

export interface Person {
  user_id: number;
  email: string;
  password: string;
  api_key: string;
}

/** What the first start left for QA. */
export function firstRun(): { url: string; operator: Omit<Person, "user_id">; customer: Person } {
  return JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? "data", "first-run.json"), "utf8"));
}

export const API = "/proxy/api/v1";

/** Headers of a call with a key; money calls name their idempotency key. */
export function headersOf(key: string, idempotencyKey?: string): Record<string, string> {
  return { Authorization: `Bearer ${key}`, ...(idempotencyKey ? { "Idempotency-Key": idempotencyKey } : {}) };
}

/** Signs in on the page as a person would. */
export async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Presses the button of an open dialog that makes a key, and says who is there, for which it asks the first time. */
export async function makeKey(page: Page, button: string, { password }: { password: string }): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: button }).click();
  await dialog.getByLabel("Password or code").fill(password);
  await dialog.getByRole("button", { name: button }).click();
}

/** A fresh customer who has 100.00 USD. */
export async function newCustomer(request: APIRequestContext): Promise<Person> {
  const answer = await request.post(`${API}/sandbox/users`, {
    headers: headersOf(firstRun().operator.api_key),
    data: {},
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

/** A journey with a fresh customer who has 100.00 USD. */
export const test = base.extend<{ customer: Person }>({
  customer: async ({ request }, use) => use(await newCustomer(request)),
});

export { expect };
