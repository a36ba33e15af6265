import type { FilterField } from "./filter-bar";

interface Choice<Value extends string> {
  name: string;
  label: string;
  value: string | undefined;
  /** What is said where nothing is chosen. */
  any: string;
  values: readonly Value[];
  wordOf: (value: Value) => string;
}

/** A filter of one of several words, or none of them. */
export function choiceOf<Value extends string>(choice: Choice<Value>): FilterField {
  const { name, label, value, any, values, wordOf } = choice;
  const options = values.map((one) => ({ value: one, label: wordOf(one) }));
  return { kind: "choice", name, label, value, options: [{ value: "", label: any }, ...options] };
}
