import { expect, test } from "vitest";
import { networksIn } from "@/app/_keys/networks";
import { wrongOf } from "./states";

test("the API's paths become the form's fields, each once, with every line that is wrong", () => {
  const at = (path: string) => ({ path, code: "custom", message: "" });
  const errors = [at("allowed_ips.1"), at("allowed_ips.2"), at("spend_cap.amount_usd"), at("surprise")];
  expect(wrongOf(errors, networksIn("10.0.0.1\n\nnonsense, more"))).toEqual([
    {
      field: "allowed_ips",
      lines: [
        { line: 3, text: "nonsense" },
        { line: 3, text: "more" },
      ],
    },
    { field: "spend_cap", lines: [] },
    { field: "other", lines: [] },
  ]);
  expect(wrongOf(undefined, [])).toEqual([]);
});
