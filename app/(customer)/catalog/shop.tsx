"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/spinner";
import type { Category, Quote } from "@/lib/contract/catalog";
import { CategoryTabs, PANEL_ID, tabId } from "./category-tabs";
import { Checkout } from "./checkout";
import { NotSold } from "./not-sold";
import { pickCountry } from "./pick-country";
import type { Offer } from "./purchase";
import { QuoteCard } from "./quote-card";
import { QuoteFailed } from "./quote-failed";
import { useAttempt } from "./use-attempt";
import { useQuote } from "./use-quote";
import { isSold, type QuoteAnswer, type Wish, wishQuery } from "./wish";
import { WishForm } from "./wish-form";

interface ShopProps {
  categories: Category[];
  max: number;
  buyer: number;
  /** The wish of the page's URL, and its quote when it can be bought. */
  wish: Wish;
  answer: QuoteAnswer | null;
  /** The choice was made before, on the first page: ask for the confirmation at once. */
  wantsCheckout: boolean;
}

/** Pick, see the price, buy. The wish lives in the URL, quotes live in a cache of this page only. */
export function Shop(props: ShopProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Counter {...props} />
    </QueryClientProvider>
  );
}

function Counter({ categories, max, buyer, wish: first, answer: firstAnswer, wantsCheckout }: ShopProps) {
  const [wish, setWish] = useState(first);
  const category = categories.find((one) => one.category === wish.category);
  const sold = category && isSold(category) ? category : null;
  const { answer, settled, isFailed, isStale, refetch } = useQuote(
    wish,
    sold !== null,
    firstAnswer && { wish: first, answer: firstAnswer },
  );
  const offer = sold && answer?.ok ? offerOf(buyer, sold.category, wish.country, answer.quote) : null;
  const { attempt, open, close } = useAttempt(
    buyer,
    wantsCheckout && answer?.ok && answer.quote.available ? offer : null,
  );
  useEffect(() => {
    const query = `?${settled}`;
    if (window.location.search !== query) window.history.replaceState(null, "", query);
  }, [settled]);
  const choose = (next: Category["category"]) => {
    const found = categories.find((one) => one.category === next);
    setWish((now) => ({ ...now, category: next, country: pickCountry(found, now.country) }));
  };
  const confirm = () => {
    if (offer) open(offer);
    refetch();
  };
  const leave = () => {
    close();
    refetch();
  };
  return (
    <>
      <CategoryTabs categories={categories} chosen={wish.category} onChoose={choose} />
      <div id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(wish.category)} className="mt-4">
        {sold ? (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
            <WishForm category={sold} wish={wish} max={max} onWish={setWish} />
            {answer?.ok ? (
              <QuoteCard
                quote={answer.quote}
                category={sold}
                wish={wish}
                isStale={isStale}
                onWish={setWish}
                onBuy={confirm}
              />
            ) : isFailed || answer ? (
              <QuoteFailed code={answer?.error.code} query={wishQuery(wish)} onRetry={refetch} />
            ) : (
              <Skeleton className="h-72 w-full" />
            )}
          </div>
        ) : category ? (
          <NotSold category={category} onStatic={() => choose("isp")} />
        ) : (
          <ErrorPanel failure={{ code: "not_found" }} />
        )}
      </div>
      {attempt ? (
        <Checkout
          key={attempt.idempotencyKey}
          first={attempt}
          balanceUsd={answer?.ok ? answer.balance_usd : null}
          onRefused={refetch}
          onClose={leave}
        />
      ) : null}
    </>
  );
}

function offerOf(buyer: number, category: Offer["category"], country: string, quote: Quote): Offer {
  return { buyer, category, country, quantity: quote.quantity, price_usd: quote.price_usd };
}
