"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, startTransition, useActionState, useState } from "react";
import type { ActEnd } from "@/components/form/act";
import { newIdempotencyKey } from "@/components/form/idempotency-key";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { useIdempotencyKey } from "@/components/form/use-idempotency-key";
import { moneyText } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { PaymentProviderCard } from "@/lib/contract/deposits";
import { useLocale, useT } from "@/lib/messages/t";
import { topUp } from "./actions";
import { ProviderChoice } from "./provider-choice";
import { payableOf, TopUpSum } from "./top-up-sum";

interface TopUpFormProps {
  providers: readonly PaymentProviderCard[];
  /** What the form starts with. */
  amount: string;
  next: string;
}

/** Amount and provider, with the fee and what is to be paid before anything is opened. */
export function TopUpForm({ providers, amount, next }: TopUpFormProps) {
  const t = useT("billing");
  const locale = useLocale();
  const [state, dispatch, isPending] = useActionState<ActEnd, FormData>(send, { end: "open" });
  const [typed, setTyped] = useState(amount);
  const [name, setName] = useState(providers[0]?.provider ?? "");
  const key = useIdempotencyKey(state);
  const form = useFocusInvalid(state);
  const chosen = providers.find(({ provider }) => provider === name) ?? providers[0];
  if (!chosen) return null;
  const range = { min: moneyText(chosen.min_usd, locale), max: moneyText(chosen.max_usd, locale) };
  const failure = state.end === "refused" ? state.failure : null;
  const wrong = failure?.fields?.map(({ path }) => path) ?? [];
  const isBeside = wrong.includes("amount_usd") || wrong.includes("provider");
  const payable = payableOf(chosen, typed);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    fields.set("idempotency_key", key(fields));
    startTransition(() => dispatch(fields));
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid max-w-xl gap-4">
      <input type="hidden" name="next" value={next} />
      <TextField
        name="amount_usd"
        label={t("topUp.amount")}
        hint={t("topUp.range", range)}
        error={wrong.includes("amount_usd") ? t("topUp.wrongAmount", range) : null}
        inputMode="decimal"
        autoComplete="off"
        required
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ProviderChoice
        providers={providers}
        chosen={chosen.provider}
        onChoose={setName}
        error={wrong.includes("provider") ? t("topUp.wrongProvider") : null}
      />
      <TopUpSum provider={chosen} typed={typed} />
      {failure && !isBeside ? (
        <ErrorPanel
          failure={{ ...failure, charged: false }}
          fix={failure.charged === "unknown" ? t("topUp.lost") : undefined}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" tone="primary" pending={isPending} className="max-md:w-full">
          {payable ? t("topUp.submit", { amount: moneyText(payable, locale) }) : t("topUp.submitPlain")}
        </Button>
        <p className="min-w-0 flex-1 basis-56 text-muted text-sm">{t("topUp.next")}</p>
      </div>
    </form>
  );
}

/** An answer that got lost on its way is an unknown outcome: the next try has the same key. */
async function send(before: ActEnd, form: FormData): Promise<ActEnd> {
  try {
    return await topUp(before, form);
  } catch (error) {
    unstable_rethrow(error);
    const failure = { code: "unavailable", charged: "unknown" } as const;
    return { end: "refused", turn: newIdempotencyKey(), failure };
  }
}
