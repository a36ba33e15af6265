import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { complain } from "@/components/form/act-dialog";
import { announce } from "@/components/ui/announcer";
import { useT } from "@/lib/messages/t";
import { previewPrices, savePrices } from "../actions";
import type { PriceEnd, PriceWish, TypedTier } from "../states";

/** Prices being changed. A preview holds for what it was made of: a change forgets it. */
export function usePrices(category: string, tiers: TypedTier[]) {
  const t = useT("operatorPrices");
  const router = useRouter();
  const [wish, setWish] = useState<PriceWish>({ category, tiers, quantities: "" });
  const [end, setEnd] = useState<PriceEnd | null>(null);
  const [isPending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<PriceWish>) => {
    setWish((before) => ({ ...before, ...part }));
    setEnd(null);
  };
  const changeTier = (index: number, part: Partial<TypedTier>) =>
    change({ tiers: wish.tiers.map((tier, n) => (n === index ? { ...tier, ...part } : tier)) });
  const run = (step: (wish: PriceWish) => Promise<PriceEnd>) =>
    start(async () => {
      try {
        const next = await step(wish);
        setEnd(next);
        if (next.state === "refused") complain(form.current, next.failure.fields ?? []);
        if (next.state !== "saved") return;
        announce(t("saved"));
        router.push("/operator/prices");
      } catch {
        announce(t("lost"), { tone: "bad" });
      }
    });
  return {
    form,
    wish,
    end,
    isPending,
    change,
    changeTier,
    addTier: () => change({ tiers: [...wish.tiers, { min_quantity: "", unit_price_usd: "" }] }),
    removeTier: (index: number) => change({ tiers: wish.tiers.filter((_, n) => n !== index) }),
    preview: () => run(previewPrices),
    save: () => run(savePrices),
  };
}
