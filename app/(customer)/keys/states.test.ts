import { expect, test } from "vitest";
import { wrongOf } from "./states";

test("the API's paths become the form's fields, each once, with the line that is wrong", () => {
  const at = (path: string) => ({ path, code: "custom", message: "" });
  const errors = [at("allowed_ips.1"), at("allowed_ips.2"), at("spend_cap.amount_usd"), at("surprise")];
  expect(wrongOf(errors, ["10.0.0.1", "nonsense", "more"])).toEqual([
    { field: "allowed_ips", detail: "nonsense" },
    { field: "spend_cap", detail: "" },
    { field: "other", detail: "" },
  ]);
  expect(wrongOf(undefined, [])).toEqual([]);
});
