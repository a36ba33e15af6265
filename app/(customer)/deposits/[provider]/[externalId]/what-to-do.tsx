import { moneyText } from "@/components/format/money";
import { ButtonLink, buttonLook } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ExternalLink } from "@/components/ui/icons";
import type { Deposit } from "@/lib/contract/deposits";
import { listHref } from "@/lib/list-url";
import { getLocale, getT } from "@/lib/messages/server";
import { instructionsText } from "./instructions";

/** The one next step: pay, go back to what the money was for, or open another invoice. */
export async function WhatToDo({ deposit, next }: { deposit: Deposit; next: string }) {
  const t = await getT("deposits");
  const back = next === "/" ? null : next;
  if (deposit.status === "pending") return <HowToPay deposit={deposit} />;
  if (deposit.status === "completed")
    return (
      <ButtonLink href={back ?? "/catalog"} tone="primary">
        {t(back ? "back" : "shop")}
      </ButtonLink>
    );
  const again = listHref("/billing", { amount: deposit.amount_usd, next: back ?? undefined });
  return <ButtonLink href={again}>{t("again")}</ButtonLink>;
}

async function HowToPay({ deposit }: { deposit: Deposit }) {
  const [t, locale] = await Promise.all([getT("deposits"), getLocale()]);
  const payUrl = deposit.pay_url;
  const instructions = deposit.instructions && instructionsText(t, deposit.instructions);
  return (
    <div className="grid gap-4">
      {payUrl && /^https?:\/\//.test(payUrl) ? (
        <div>
          <a href={payUrl} target="_blank" rel="noopener" className={buttonLook({ tone: "primary" })}>
            {t("pay", { amount: moneyText(deposit.payable_usd, locale) })}
            <ExternalLink />
          </a>
          <p className="mt-2 text-muted text-sm">{t("newTab")}</p>
        </div>
      ) : null}
      {instructions ? (
        <section aria-label={t("how")} className="rounded-control border border-line bg-ground p-3">
          <div className="flex items-center justify-between gap-3">
            <h3 className="font-medium">{t("how")}</h3>
            <CopyButton text={instructions} what={t("instructions")} word />
          </div>
          <p className="mt-2 select-all whitespace-pre-wrap break-words font-mono text-sm">{instructions}</p>
        </section>
      ) : null}
      {payUrl ? null : <p className="text-muted text-sm">{t("byHand")}</p>}
    </div>
  );
}
