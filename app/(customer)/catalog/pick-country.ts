import type { Category } from "@/lib/contract/catalog";

export const FIRST_COUNTRY = "US";

/** The wished country where the category has it, else the United States, else its first. */
export function pickCountry(category: Category | undefined, wished: string): string {
  const codes = category?.countries?.map((country) => country.code) ?? [];
  if (!codes.length || codes.includes(wished)) return wished;
  return codes.includes(FIRST_COUNTRY) ? FIRST_COUNTRY : (codes[0] ?? FIRST_COUNTRY);
}
