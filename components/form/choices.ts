/** A filter's words: "any" first, then each value under its name. */
export function choicesOf<Value extends string>(
  any: string,
  values: readonly Value[],
  nameOf: (value: Value) => string,
): { value: string; label: string }[] {
  return [{ value: "", label: any }, ...values.map((value) => ({ value, label: nameOf(value) }))];
}
