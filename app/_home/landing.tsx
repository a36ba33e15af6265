import { Money } from "@/components/format/money";
import { Preferences } from "@/components/layout/preferences";
import { Wordmark } from "@/components/layout/wordmark";
import { Receipt } from "@/components/marks/receipt";
import { ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { readPublicPrices } from "@/lib/client/prices";
import { BASE_PATH } from "@/lib/contract/route";
import { getT, getTheme } from "@/lib/messages/server";
import { ownOrigin } from "@/lib/session/origin";
import { Prices } from "./prices";

const POINTS = ["once", "paste", "stays"] as const;

/** Sells in one screen: what it is, the way in, the same purchase by API, and its receipt. */
export async function Landing() {
  const [t, nav, common, theme, curl, prices] = await Promise.all([
    getT("landing"),
    getT("nav"),
    getT("common"),
    getTheme(),
    curlOfThisSite(),
    readPublicPrices(),
  ]);
  return (
    <div className="mx-auto flex min-h-dvh max-w-[1120px] flex-col px-4 md:px-8">
      <header className="flex h-14 items-center justify-between">
        <Wordmark />
        <nav aria-label={nav("main")} className="flex items-center gap-4">
          <Link href="/docs" className="text-muted hover:text-text">
            {nav("places.docs")}
          </Link>
          <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>
        </nav>
      </header>
      <main className="grid grow content-center gap-8 py-8">
        <div className="grid items-center gap-8 md:grid-cols-2">
          <div>
            <h1 className="text-figure tracking-tight">{t("title")}</h1>
            <p className="mt-3 max-w-[48ch] text-lg text-muted">{t("lead")}</p>
            <ButtonLink href="/sign-up" tone="primary" className="mt-6">
              {t("start")}
            </ButtonLink>
          </div>
          <section aria-labelledby="by-hand">
            <h2 id="by-hand" className="sr-only">
              {t("receiptHeading")}
            </h2>
            <Receipt
              title={t("receiptTitle")}
              lines={[
                { label: t("receiptItem"), usd: "12.50" },
                { label: t("receiptUnit"), value: <Money usd="2.50" mono /> },
                { label: t("receiptTerm"), value: common("days", { count: 30 }) },
              ]}
              total={{ label: t("receiptTotal"), usd: "12.50" }}
            />
          </section>
        </div>
        <Prices prices={prices} />
        <section
          aria-labelledby="by-api"
          className="min-w-0 rounded-card border border-line bg-surface px-5 py-4"
        >
          <div className="flex items-start justify-between gap-4">
            <div>
              <h2 id="by-api" className="text-lg">
                {t("apiTitle")}
              </h2>
              <p className="text-muted">{t("apiLead")}</p>
            </div>
            <CopyButton text={curl} what={t("curl")} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
          <pre tabIndex={0} className="mt-3 overflow-x-auto font-mono text-sm">
            {curl}
          </pre>
        </section>
        <ul className="grid gap-6 md:grid-cols-3">
          {POINTS.map((point) => (
            <li key={point}>
              <h2 className="font-medium">{t(`points.${point}`)}</h2>
              <p className="mt-1 text-muted">{t(`points.${point}Text`)}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className="max-w-72 py-6">
        <Preferences theme={theme} />
      </footer>
    </div>
  );
}

/** A purchase by curl against the address that this page was asked at. */
async function curlOfThisSite(): Promise<string> {
  return [
    `curl ${await ownOrigin()}${BASE_PATH}/proxy/static \\`,
    `  -H "Authorization: Bearer $KEY" \\`,
    `  -H "Idempotency-Key: my-first-order" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"category":"isp","country_name":"United States","quantity":5}'`,
  ].join("\n");
}
