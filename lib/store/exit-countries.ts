import { ANY_COUNTRY } from "@/lib/countries";
import type { Db } from "./db";
import type { SubscriptionRow } from "./subscriptions";

/** Where the exits of a rotating subscription are: ISO codes in order. */
export async function listExitCountries(
  db: Db,
  { supplier, category, country }: Pick<SubscriptionRow, "supplier" | "category" | "country">,
): Promise<string[]> {
  const rows = await db.query<{ country: string }>(
    `select distinct country from stock where supplier = $1 and category = $2 and withdrawn_at is null
        and ($3::text = $4 or country = $3) order by country`,
    [supplier, category, country, ANY_COUNTRY],
  );
  return rows.map((row) => row.country);
}
