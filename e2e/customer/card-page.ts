import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, type Person, signIn } from "../fixtures";

/** What journeys see of a subscription's card. */

export const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** The product's own target of proxied requests. */
export const target = () => ({
  host: "127.0.0.1",
  port: Number(JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? "", "ports.json"), "utf8")).echo),
});

/** The card of a subscription, as a customer who just signed in sees it. */
export async function openCard(page: Page, customer: Person, id: number): Promise<void> {
  await signIn(page, customer);
  await page.goto(`/subscriptions/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The lines of the credentials. */
export const credentials = (page: Page) => page.getByRole("region", { name: "Lines to paste" });

/** A part of the card by its title. */
export const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
