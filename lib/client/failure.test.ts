import { expect, test } from "vitest";
import { errorBody } from "@/lib/contract/fields";
import { readFailure } from "./failure";

const money = { isMoney: true, isInDoubt: false, requestId: null };
const read = (status: number, body: unknown) => readFailure(body, { ...money, status }).error;

test("what another deployment leaves out of a money refusal is read from its status", () => {
  for (const status of [400, 401, 402, 403, 404, 405, 413, 415, 422, 429])
    expect([status, read(status, {}).charged]).toEqual([status, false]);
  for (const status of [408, 409, 418, 500, 502, 503, 504])
    expect([status, read(status, {}).charged]).toEqual([status, "unknown"]);
});

test("a known code of a conflict says that nothing was charged, unless the purchase is under way", () => {
  for (const code of ["out_of_stock", "price_changed", "invalid_state"])
    expect(read(409, { error: { code } }).charged).toBe(false);
  expect(read(409, { error: { code: "idempotency_in_progress" } }).charged).toBe("unknown");
  expect(read(409, { error: { code: "idempotency_in_progress", charged: false } }).charged).toBe("unknown");
});

test("what it does say of the money counts", () => {
  expect(read(400, { error: { code: "bad_request", charged: "unknown" } }).charged).toBe("unknown");
  expect(read(500, { error: { code: "internal", charged: false } }).charged).toBe(false);
  expect(read(402, { error: { code: "insufficient", charged: true } }).charged).toBe(true);
});

test("a read says nothing of money", () => {
  expect(readFailure({}, { ...money, isMoney: false, status: 500 }).error).not.toHaveProperty("charged");
});

test("the published words of a purchase are understood without an error object", () => {
  expect(read(402, { status: "insufficient" })).toMatchObject({ code: "insufficient", charged: false });
  expect(read(503, { status: "provider_misconfig" })).toMatchObject({
    code: "provider_misconfig",
    charged: false,
  });
});

test("every shape of an error becomes ours, with a code that we have words for and a request id", () => {
  const bodies = [
    undefined,
    null,
    "no",
    7,
    [],
    {},
    { error: "insufficient" },
    { error: { code: "teapot", message: 7, fields: [null, { path: "x" }], reason: 5, charged: "perhaps" } },
    { error: { code: 5 } },
    { detail: "x" },
  ];
  for (const status of [400, 402, 404, 409, 429, 500, 503])
    for (const body of bodies) {
      const failure = readFailure(body, { ...money, status });
      expect(errorBody.safeParse(failure).error, JSON.stringify([status, body])).toBeUndefined();
    }
  expect(read(404, { error: { code: "no_such_thing" } }).code).toBe("not_found");
  expect(readFailure({}, { ...money, status: 500, requestId: "far-7" }).error.request_id).toBe("far-7");
});
