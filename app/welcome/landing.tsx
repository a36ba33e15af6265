import { ContactLine } from "@/components/layout/contact-line";
import { Preferences } from "@/components/layout/preferences";
import { Wordmark } from "@/components/layout/wordmark";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { readPublicCatalog } from "@/lib/client/public-catalog";
import { MAX_QUANTITY } from "@/lib/contract/catalog";
import { BASE_PATH } from "@/lib/contract/route";
import { countryName } from "@/lib/countries";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getLocale, getT, getTheme } from "@/lib/messages/server";
import { ownOrigin } from "@/lib/session/origin";
import { isSold, readWish, type Wish } from "../(customer)/catalog/wish";
import { Counter } from "./counter";
import { priceOfWish } from "./price-of-wish";
import { Prices } from "./prices";
import { Proofs } from "./proofs";

/** Sells in one screen: a purchase that works as the hero, prices as they are now, and three proofs. */
export async function Landing({ query }: { query: URLSearchParams }) {
  const [t, nav, locale, theme, origin, categories] = await Promise.all([
    getT("landing"),
    getT("nav"),
    getLocale(),
    getTheme(),
    ownOrigin(),
    readPublicCatalog(),
  ]);
  const sold = categories.filter(isSold).map((category) => ({
    ...category,
    countries: category.countries?.map((one) => ({ ...one, name: countryName(one.code, locale) })),
  }));
  const wish = readWish(query, sold, MAX_QUANTITY);
  const tiers = sold.find(({ category }) => category === wish.category)?.tiers ?? [];
  return (
    <div className="mx-auto flex min-h-dvh max-w-[1120px] flex-col px-4 md:px-8">
      <header className="flex h-14 items-center justify-between gap-3">
        <Wordmark />
        <nav aria-label={nav("main")} className="flex items-center gap-2 md:gap-3">
          <Link href="/docs" className="px-1 py-2 text-muted hover:text-text">
            {nav("places.docs")}
          </Link>
          <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>
          <ButtonLink href="/sign-up" tone="primary" className="max-md:hidden">
            {t("start")}
          </ButtonLink>
        </nav>
      </header>
      <main className="grid grow content-center gap-6 py-6">
        <div>
          <h1 className="text-figure tracking-tight">{t("title")}</h1>
          <p className="mt-2 text-lg text-muted">{t("lead")}</p>
          <ButtonLink href="/sign-up" tone="primary" className={sold.length ? "mt-4 md:hidden" : "mt-4"}>
            {t("start")}
          </ButtonLink>
        </div>
        {sold.length ? (
          <ClientMessages of={["landing", "catalog"]}>
            <Counter categories={sold} wish={wish} max={MAX_QUANTITY} />
          </ClientMessages>
        ) : null}
        <Prices categories={categories} />
        <Proofs wish={wish} price={priceOfWish(tiers, wish.quantity)} curl={curlOf(origin, wish)} />
      </main>
      <footer className="flex flex-col gap-3 border-line border-t py-4">
        <Preferences theme={theme} inline />
        <ContactLine />
      </footer>
    </div>
  );
}

/** A purchase by curl against the address that this page was asked at. */
function curlOf(origin: string, { category, country, quantity }: Wish): string {
  return [
    `curl ${origin}${BASE_PATH}/proxy/static \\`,
    `  -H "Authorization: Bearer $KEY" \\`,
    `  -H "Idempotency-Key: my-first-order" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${JSON.stringify({ category, country_name: country, quantity })}'`,
  ].join("\n");
}
