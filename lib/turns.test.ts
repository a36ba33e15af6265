import { expect, test } from "vitest";
import { Turns } from "./turns";

test("work of one name begins in order, never more than the width at once, also after a failure; other names don't wait", async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) => async () => {
    begun.push(n);
    most = Math.max(most, ++running);
    // Even ones take longer, so that they end out of order.
    await new Promise((resolve) => setTimeout(resolve, n % 2 ? 1 : 8));
    running -= 1;
    if (n === 3) throw new Error("Refused.");
    return n;
  };
  const ends = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6, 7].map((n) => turns.take("one", work(n))));
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(2);
  expect(ends.map(({ status }) => status === "fulfilled")).toEqual([
    true,
    true,
    true,
    false,
    true,
    true,
    true,
    true,
  ]);
  const held = new Promise<void>(() => undefined);
  void turns.take("stuck", () => held);
  void turns.take("stuck", () => held);
  const late = turns.take("stuck", async () => "late");
  expect(await turns.take("free", async () => "free")).toBe("free");
  expect(await Promise.race([late, Promise.resolve("waits")])).toBe("waits");
});
