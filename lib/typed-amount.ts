/** What a person typed as the wire's decimal string: `25`, `$25`, `12,5` and `12.50` are amounts; `null` is none. */
export function readAmount(typed: string): string | null {
  const match = /^\$?(\d{1,6})(?:[.,](\d{1,2}))?\$?$/.exec(typed.replace(/\s/g, ""));
  if (!match) return null;
  const whole = match[1]?.replace(/^0+(?=\d)/, "");
  return `${whole}.${(match[2] ?? "").padEnd(2, "0")}`;
}

/** The same with a sign, `-5` or `+5`. Anything else stays as it is, to be refused. */
export function amountOf(typed: string): string {
  const text = typed.trim();
  const amount = readAmount(text.replace(/^[-−+]/, ""));
  if (amount === null) return text;
  return /^[-−]/.test(text) ? `-${amount}` : amount;
}
