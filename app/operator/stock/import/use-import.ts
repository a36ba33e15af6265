import { useRef, useState, useTransition } from "react";
import { complain } from "@/components/form/complain";
import { announce } from "@/components/ui/announcer";
import type { Failure } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";
import { checkList, importList } from "../actions";
import type { ImportEnd, ListWish } from "./states";

const EMPTY: ListWish = { category: "isp", country_name: "", list: "" };

/** A refusal that stands beside its fields is no end of its own. */
function refusedEnd(failure: Failure | null): ImportEnd | null {
  return failure && { state: "refused", failure };
}

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
        setEnd(next.state === "refused" ? refusedEnd(complain(form.current, next.failure)) : next);
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
