import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAccess } from "./access";
import { grantOf, scriptedFeed } from "./test-tools";

const PLACE = "127.77.5.2:8080";

// All within one second.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("whoever tries made-up logins keeps nobody else's purchase of a moment ago from working", async () => {
  const script = scriptedFeed([]);
  const access = createAccess(script.feed, new Map([[PLACE, PLACE]]), {
    pendingBytes: () => 0,
    isInDoubt: () => false,
  });
  const madeUp = Array.from({ length: 200 }, (_, n) => access.admit(`u${n}x`, "x", PLACE, "198.51.100.7"));
  await Promise.all(madeUp);
  script.grants.set(1, grantOf(1, [PLACE]));
  expect(await access.admit("u1", "secret", PLACE, "198.51.100.7")).toEqual({ reason: "wrong_credentials" });
  expect(await access.admit("u1", "secret", PLACE, "203.0.113.7")).toMatchObject({ wish: null });
});
