import { expect, test } from "vitest";
import { CURSOR, listHref, readFilters, SEARCH_TEXT } from "@/lib/list-url";

test("filters of a URL are taken where they are usable and passed over where they are not", () => {
  const rules = { status: ["active", "expired"], q: SEARCH_TEXT, cursor: CURSOR };
  expect(readFilters({ status: "active", q: " 1.2.3.4 ", cursor: "a b", other: "x" }, rules)).toEqual({
    status: "active",
    q: "1.2.3.4",
  });
  expect(readFilters({ status: "sold", q: ["a", "b"] }, rules)).toEqual({});
});

test("a list's address carries only the filters that are set", () => {
  expect(listHref("/billing", { type: "deposit", q: "", cursor: undefined })).toBe("/billing?type=deposit");
  expect(listHref("/billing", {})).toBe("/billing");
});
