import { expect, test } from "vitest";
import type { SearchHit } from "@/lib/contract/admin-users";
import { exactHit, hitHref } from "./hit-href";

const hit = (part: Partial<SearchHit>): SearchHit => ({
  kind: "user",
  id: 7,
  title: "ann@example.test",
  user_id: 3,
  subscription_id: null,
  ...part,
});

test.each([
  [{ kind: "user" }, "/operator/users/7"],
  [{ kind: "deposit" }, "/operator/deposits/7"],
  [{ kind: "transaction" }, "/operator/users/3?part=balance"],
  [{ kind: "key" }, "/operator/users/3?part=keys"],
  [{ kind: "key", user_id: null }, "/operator/keys"],
  [{ kind: "order", subscription_id: 9 }, "/operator/subscriptions/9"],
  [{ kind: "address", subscription_id: 9 }, "/operator/subscriptions/9"],
  [{ kind: "address", title: "203.0.113.7:8080", user_id: null }, "/operator/stock?q=203.0.113.7"],
] as const)("a hit %o is looked at on %s", (part, href) => expect(hitHref(hit(part))).toBe(href));

test("one hit, or one that is called exactly so, is meant; several are shown", () => {
  const [ann, anna] = [hit({}), hit({ id: 8, title: "ann@example.test.org" })];
  expect(exactHit([anna], "exa")).toBe(anna);
  expect(exactHit([ann, anna], "Ann@example.test")).toBe(ann);
  expect(exactHit([ann, anna], "ann@")).toBeUndefined();
  expect(exactHit([], "ann@")).toBeUndefined();
});
