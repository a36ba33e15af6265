/** A price as people type it, `5`, `2,5` or `$2.125`, the way the API takes it. Anything else stays as it is, to be refused. */
export function unitPriceOf(typed: string): string {
  const text = typed
    .trim()
    .replace(/^\$\s*|\s*\$$/g, "")
    .replace(",", ".");
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  return whole === undefined ? text : `${whole}.${fraction.padEnd(2, "0")}`;
}
