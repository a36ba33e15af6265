import { expect, test } from "vitest";
import { stepOf } from "./step-of";

const hold = (status: "pending" | "completed" | "failed") => ({ step: "hold", status }) as const;

test("on the balance a finished purchase is charged, and only one under way is set aside", () => {
  expect(stepOf(hold("pending"), "wallet")).toBe("hold");
  expect(stepOf(hold("completed"), "wallet")).toBe("holdCharged");
  expect(stepOf(hold("failed"), "wallet")).toBe("holdUndone");
});

test("the account of what is held tells each step by its own name", () => {
  expect(stepOf(hold("completed"), "held")).toBe("hold");
  expect(stepOf({ step: "capture", status: "completed" }, "held")).toBe("capture");
  expect(stepOf({ step: "release", status: "failed" }, "wallet")).toBe("release");
  expect(stepOf({ step: "post", status: "completed" }, "wallet")).toBe("post");
});
