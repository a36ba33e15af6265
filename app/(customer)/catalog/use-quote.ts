"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type QuoteAnswer, type Wish, wishQuery } from "./wish";

const DEBOUNCE_MS = 250;
const FRESH_MS = 15_000;

/**
 * The price of the wish, asked once it has stood still for 250 ms. While a new one is on its way the old one stays,
 * marked `isStale`; an answer to an older wish is cancelled and never shown.
 */
export function useQuote(wish: Wish, enabled: boolean, first: { wish: Wish; answer: QuoteAnswer } | null) {
  const settled = useSettled(wishQuery(wish));
  const query = useQuery({
    queryKey: ["quote", settled],
    queryFn: ({ signal }) => fetchQuote(settled, signal),
    enabled,
    initialData: first && settled === wishQuery(first.wish) ? first.answer : undefined,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: 1,
  });
  return {
    answer: query.data,
    settled,
    isFailed: query.isError,
    isStale: settled !== wishQuery(wish) || query.isPlaceholderData || query.isPending,
    refetch: query.refetch,
  };
}

async function fetchQuote(query: string, signal: AbortSignal): Promise<QuoteAnswer> {
  const response = await fetch(`/catalog/quote?${query}`, {
    signal,
    headers: { Accept: "application/json" },
  });
  return asAnswer(await response.json());
}

/** Our own route handler answers every status with this shape; anything else is not JSON and throws before. */
function asAnswer(body: unknown): QuoteAnswer {
  return body as QuoteAnswer;
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
