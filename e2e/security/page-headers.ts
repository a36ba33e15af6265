import { expect } from "@playwright/test";
import type { Visited } from "./crawl";

/** What every page owes to its reader, signed in or not. */
export function requireHeaders({ path, answer }: Visited, isPrivate: boolean): void {
  const { headers, text } = answer;
  const policy = String(headers["content-security-policy"]);
  const nonce = /'nonce-([^']{20,})'/.exec(policy)?.[1] ?? "";
  expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(headers["referrer-policy"]).toMatch(/^(strict-origin-when-cross-origin|same-origin|no-referrer)$/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["permissions-policy"]).toContain("camera=()");
  expect(headers["x-powered-by"]).toBeUndefined();
  if (isPrivate)
    expect([path, headers["cache-control"]]).toEqual([path, expect.stringContaining("no-store")]);
  if (path.includes("(payload)")) return;
  for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
  expect(text).not.toMatch(/<[a-z]+\s[^>]*\son(click|error|load)=/i);
}

/** A page or its payload, neither a file nor a redirect. */
export const isPage = ({ answer }: Visited) =>
  !answer.headers.location && /^text\/(html|x-component)/.test(String(answer.headers["content-type"]));
