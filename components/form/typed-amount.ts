/**
 * An amount as people type it, `5`, `-5`, `$12,5`, as the wire's decimal string. Anything else stays as it is, to be
 * refused.
 */
export function amountOf(typed: string): string {
  const text = typed.replace(/\s/g, "");
  const [, sign = "", whole, fraction = ""] = /^([-−+]?)\$?(\d{1,9})(?:[.,](\d{0,2}))?\$?$/.exec(text) ?? [];
  if (whole === undefined) return typed.trim();
  return `${sign === "-" || sign === "−" ? "-" : ""}${whole.replace(/^0+(?=\d)/, "")}.${fraction.padEnd(2, "0")}`;
}
