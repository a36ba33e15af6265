/** An amount in US dollars as whole cents. Signed. */
export type Usd = bigint;
/** A unit price in millionths of a dollar (six digits). */
export type UnitPrice = bigint;

const MICRO_PER_CENT = 10_000n;

/** Reads `"12.50"` (exactly two digits, optional sign) into cents. Throws `RangeError` on any other form. */
export function parseUsd(text: string): Usd {
  const match = /^(-?)(\d{1,12})\.(\d{2})$/.exec(text);
  if (!match) throw new RangeError("Money is a decimal string with two digits.");
  const cents = BigInt(`${match[2]}${match[3]}`);
  return match[1] ? -cents : cents;
}

/** Writes cents as the decimal string of the wire: `1250n` → `"12.50"`. */
export function formatUsd(amount: Usd): string {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads a unit price with up to six digits after the point. Throws `RangeError` on any other form. */
export function parseUnitPrice(text: string): UnitPrice {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new RangeError("A unit price is a decimal string with up to six digits.");
  return BigInt(`${match[1]}${(match[2] ?? "").padEnd(6, "0")}`);
}

/** Writes a unit price with two to six digits: `2500000n` → `"2.50"`, `2125000n` → `"2.125"`. */
export function formatUnitPrice(price: UnitPrice): string {
  const digits = price.toString().padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0{1,4}$/, "");
  return `${digits.slice(0, -6)}.${fraction}`;
}

/** A share in hundredths of a percent of an amount, in whole cents; rounded half up, once. */
export function shareOf(amount: Usd, basisPoints: bigint): Usd {
  return (amount * basisPoints + 5_000n) / 10_000n;
}

/** Price of `quantity` units at `unit`, in whole cents; rounded half up, once. `unit` may have sub-cent digits. */
export function priceOf(unit: UnitPrice, quantity: number): Usd {
  return (unit * BigInt(quantity) + MICRO_PER_CENT / 2n) / MICRO_PER_CENT;
}
