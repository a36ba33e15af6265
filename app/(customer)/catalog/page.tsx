import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHead } from "@/components/layout/page-head";
import { call, read } from "@/lib/client";
import { getCatalog, getQuote, MAX_QUANTITY } from "@/lib/contract/catalog";
import { getBalance } from "@/lib/contract/users";
import { queryOf } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { currentSession, requireCustomer } from "@/lib/session/current";
import { Shop } from "./shop";
import { type QuoteAnswer, readWish, type Wish } from "./wish";

interface CatalogProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("catalog"))("title") };
}

/**
 * What is sold: pick a category, a country and a quantity, see the price, buy. `?checkout` opens the checkout at once;
 * whoever comes with it from the first page and is a stranger makes an account before.
 */
export default async function CatalogPage({ searchParams }: CatalogProps) {
  const query = queryOf(await searchParams);
  const wantsCheckout = query.has("checkout");
  if (wantsCheckout && !(await currentSession()))
    redirect(`/sign-up?next=${encodeURIComponent(`/catalog?${query}`)}`);
  const session = await requireCustomer(`/catalog?${query}`);
  const [{ categories }, t] = await Promise.all([read(getCatalog, {}), getT("catalog")]);
  const wish = readWish(query, categories, MAX_QUANTITY);
  const kind = categories.find((category) => category.category === wish.category)?.kind;
  const answer = kind === "static" ? await firstQuote(wish, session.userId) : null;
  return (
    <ClientMessages of={["catalog", "checkout", "errors"]}>
      <PageHead title={t("title")} lead={t("lead")} />
      <Shop
        categories={categories}
        max={MAX_QUANTITY}
        buyer={session.userId}
        wish={wish}
        answer={answer}
        wantsCheckout={wantsCheckout}
      />
    </ClientMessages>
  );
}

/** The quote that the page starts with, so that no price is blank; the browser asks for the following ones. */
async function firstQuote({ category, country, quantity }: Wish, userId: number): Promise<QuoteAnswer> {
  const [quoted, balance] = await Promise.all([
    call(getQuote, { body: { category, quantity, country_name: country } }),
    read(getBalance, { params: { user_id: String(userId) } }),
  ]);
  if (quoted.ok) return { ok: true, quote: quoted.answer, balance_usd: balance.balance_usd };
  return { ok: false, error: { code: quoted.error.code, request_id: quoted.error.request_id } };
}
