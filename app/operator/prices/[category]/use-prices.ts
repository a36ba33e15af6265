import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { announce } from "@/components/ui/announcer";
import type { Failure } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";
import { previewPrices, savePrices } from "../actions";
import type { PriceEnd, PriceWish, TypedTier } from "../states";
import { type Complaints, sortComplaints } from "./complaints";

/** Prices being changed. A preview holds for what it was made of, a complaint until its control is changed. */
export function usePrices(category: string, tiers: TypedTier[]) {
  const t = useT("operatorPrices");
  const router = useRouter();
  const [wish, setWish] = useState<PriceWish>({ category, tiers, quantities: "" });
  const [end, setEnd] = useState<PriceEnd | null>(null);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isPending, start] = useTransition();
  const form = useFocusInvalid(end?.state === "refused" ? end : null);
  const change = (part: Partial<PriceWish>, settled: readonly string[]) => {
    setWish((before) => ({ ...before, ...part }));
    setEnd(null);
    setComplaints((before) => without(before, settled));
  };
  const changeTiers = (next: TypedTier[]) => change({ tiers: next }, Object.keys(complaints));
  const changeTier = (index: number, part: Partial<TypedTier>) =>
    change({ tiers: wish.tiers.map((tier, n) => (n === index ? { ...tier, ...part } : tier)) }, [
      "tiers",
      ...Object.keys(part).map((name) => `tiers.${index}.${name}`),
    ]);
  const run = (step: (wish: PriceWish) => Promise<PriceEnd>) =>
    start(async () => {
      try {
        const next = await step(wish);
        setEnd(next);
        setComplaints(
          next.state === "refused" ? sortComplaints(next.failure.fields ?? [], wish.tiers).beside : {},
        );
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
    complaints,
    preview: end?.state === "previewed" ? end.preview : null,
    failure: end?.state === "refused" ? untold(end.failure, wish.tiers) : null,
    isPending,
    changeTier,
    changeQuantities: (quantities: string) => change({ quantities }, ["preview_quantities"]),
    addTier: () => changeTiers([...wish.tiers, { min_quantity: "", unit_price_usd: "" }]),
    removeTier: (index: number) => changeTiers(wish.tiers.filter((_, n) => n !== index)),
    compare: () => run(previewPrices),
    save: () => run(savePrices),
  };
}

/** The failure as far as no control tells it; `null` when all of it stands beside the controls. */
function untold(failure: Failure, tiers: readonly TypedTier[]): Failure | null {
  const { fields = [], ...rest } = failure;
  const left = sortComplaints(fields, tiers).rest;
  if (fields.length && left.length === 0) return null;
  return left.length ? { ...rest, fields: left } : rest;
}

function without(complaints: Complaints, names: readonly string[]): Complaints {
  return Object.fromEntries(Object.entries(complaints).filter(([name]) => !names.includes(name)));
}
