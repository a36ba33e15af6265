import { expect, test } from "vitest";
import { atUser } from "./at-user";

test("a user who is not there is told at the field of their number, other refusals as they are", () => {
  const refused = (code: "not_found" | "out_of_stock") => ({
    ok: false as const,
    status: 404,
    error: { code, message: "", request_id: "req_1", retryable: false, docs_url: "" },
  });
  expect(atUser(refused("not_found"), "Nobody.")).toMatchObject({
    error: { code: "bad_request", fields: [{ path: "user_id", message: "Nobody." }] },
  });
  expect(atUser(refused("out_of_stock"), "Nobody.")).toEqual(refused("out_of_stock"));
});
