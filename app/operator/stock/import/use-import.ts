import { useRef, useState, useTransition } from "react";
import { complain } from "@/components/form/act-dialog";
import { announce } from "@/components/ui/announcer";
import { useT } from "@/lib/messages/t";
import { checkList, importList } from "../actions";
import type { ImportEnd, ListWish } from "./states";

const EMPTY: ListWish = { category: "isp", country_name: "", list: "" };

/** A list on its way into the stock. What was found holds for the list that was checked: a change forgets it. */
export function useImport() {
  const t = useT("operatorStock");
  const [wish, setWish] = useState(EMPTY);
  const [end, setEnd] = useState<ImportEnd | null>(null);
  const [isPending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<ListWish>) => {
    setWish((before) => ({ ...before, ...part }));
    setEnd(null);
  };
  const run = (step: (wish: ListWish) => Promise<ImportEnd>) =>
    start(async () => {
      try {
        const next = await step(wish);
        setEnd(next);
        if (next.state === "refused") complain(form.current, next.failure.fields ?? []);
        if (next.state !== "imported") return;
        setWish({ ...wish, list: "" });
        announce(t("imported", { count: next.count }));
      } catch {
        setEnd(null);
        announce(t("lost"), { tone: "bad" });
      }
    });
  return { form, wish, change, end, isPending, check: () => run(checkList), commit: () => run(importList) };
}
