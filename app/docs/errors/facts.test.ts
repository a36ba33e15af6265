import { expect, test } from "vitest";
import { STATUS } from "@/lib/api/errors";
import { ERROR_CODES } from "@/lib/errors";
import { FACTS } from "./facts";

/** The contract: answers with these are never kept, so a repeat with the same key is done afresh. */
const NEVER_KEPT = [400, 401, 403, 404, 413, 415];

test("what is told about a retry fits what is kept under an Idempotency-Key", () => {
  for (const code of ERROR_CODES) {
    const [retry, money] = FACTS[code];
    const isAfresh = NEVER_KEPT.includes(STATUS[code]);
    expect([code, ["mended", "lifted"].includes(retry)]).toEqual([code, isAfresh]);
    if (money === "back") expect([code, retry]).toEqual([code, "newKey"]);
  }
  expect(ERROR_CODES.filter((code) => FACTS[code][0] === "lifted")).toEqual(["money_disabled", "banned"]);
});
