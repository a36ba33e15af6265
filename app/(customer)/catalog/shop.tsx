"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/spinner";
import type { Category } from "@/lib/contract/catalog";
import { CategoryTabs, PANEL_ID, tabId } from "./category-tabs";
import { Checkout } from "./checkout";
import { NotSold } from "./not-sold";
import { type Attempt, openAttempt, unsettledAttempt } from "./purchase";
import { QuoteCard } from "./quote-card";
import { QuoteFailed } from "./quote-failed";
import { useQuote } from "./use-quote";
import { isSold, pickCountry, type QuoteAnswer, type Wish, wishQuery } from "./wish";
import { WishForm } from "./wish-form";

interface ShopProps {
  categories: Category[];
  max: number;
  buyer: number;
  /** The wish of the page's URL, and its quote when it can be bought. */
  wish: Wish;
  answer: QuoteAnswer | null;
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

function Counter({ categories, max, buyer, wish: first, answer: firstAnswer }: ShopProps) {
  const [wish, setWish] = useState(first);
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const category = categories.find((one) => one.category === wish.category);
  const sold = category && isSold(category) ? category : null;
  const { answer, settled, isFailed, isStale, refetch } = useQuote(
    wish,
    sold !== null,
    firstAnswer && { wish: first, answer: firstAnswer },
  );
  useEffect(() => setAttempt(unsettledAttempt(buyer)), [buyer]);
  useEffect(() => {
    const query = `?${settled}`;
    if (window.location.search !== query) window.history.replaceState(null, "", query);
  }, [settled]);
  const choose = (next: Category["category"]) => {
    const found = categories.find((one) => one.category === next);
    setWish((now) => ({ ...now, category: next, country: pickCountry(found, now.country) }));
  };
  const confirm = () => {
    if (!sold || !answer?.ok) return;
    const { quantity, price_usd } = answer.quote;
    setAttempt(openAttempt({ buyer, category: sold.category, country: wish.country, quantity, price_usd }));
    refetch();
  };
  const close = () => {
    setAttempt(null);
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
          onClose={close}
        />
      ) : null}
    </>
  );
}
