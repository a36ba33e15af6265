import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { AddressRow } from "@/components/marks/address-row";
import { Receipt } from "@/components/marks/receipt";
import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { countryName } from "@/lib/countries";
import { useLocale, useT } from "@/lib/messages/t";
import type { Wish } from "../(customer)/catalog/wish";
import type { PublicPrice } from "./price-of-wish";

interface ProofsProps {
  wish: Wish;
  /** `null` where prices are not known: then there is no slip. */
  price: PublicPrice | null;
  /** The purchase of the wish as a call. */
  curl: string;
}

/** Addresses for documentation (RFC 5737), and the latencies of a check as it looks. */
const CHECKED = [
  { ip: "203.0.113.7", port_http: 8080, port_socks: 1080, latency_ms: 41 },
  { ip: "203.0.113.8", port_http: 8080, port_socks: 1080, latency_ms: 44 },
  { ip: "203.0.113.9", port_http: 8080, port_socks: 1080, latency_ms: 39 },
] as const;

/** Three proofs of what is promised: the slip of the purchase, the same by API, and what a check tells. */
export function Proofs({ wish, price, curl }: ProofsProps) {
  const t = useT("landing");
  return (
    <div className="grid items-start gap-x-8 gap-y-8 lg:grid-cols-3">
      {price ? (
        <Proof title={t("once")} text={t("onceText")}>
          <ExampleReceipt wish={wish} price={price} />
        </Proof>
      ) : null}
      <Proof title={t("apiTitle")} text={t("apiLead")} action={<CopyButton text={curl} what={t("curl")} />}>
        <Code label="curl" className="rounded-card border border-line px-4 py-3">
          {curl}
        </Code>
      </Proof>
      <Proof title={t("check")} text={t("checkText")}>
        <ul className="divide-y divide-line rounded-card border border-line bg-surface px-4">
          {CHECKED.map(({ latency_ms, ...address }) => (
            <li key={address.ip}>
              <AddressRow address={address} check={{ state: "up", latency_ms }} />
            </li>
          ))}
        </ul>
      </Proof>
    </div>
  );
}

function Proof(props: { title: string; text: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="font-medium">{props.title}</h2>
          <p className="mt-0.5 text-muted">{props.text}</p>
        </div>
        {props.action}
      </div>
      <div className="mt-3">{props.children}</div>
    </section>
  );
}

function ExampleReceipt({ wish, price }: { wish: Wish; price: PublicPrice }) {
  const t = useT("landing");
  const common = useT("common");
  const locale = useLocale();
  const item = t("receiptItem", {
    quantity: wish.quantity,
    category: common(`categories.${wish.category}`),
    country: countryName(wish.country, locale),
  });
  return (
    <Receipt
      title={t("receiptTitle")}
      lines={[
        { label: item, usd: price.totalUsd },
        { label: t("receiptUnit"), value: <Money usd={price.unitPriceUsd} mono /> },
        { label: t("receiptTerm"), value: common("days", { count: 30 }) },
      ]}
      total={{ label: t("receiptTotal"), usd: price.totalUsd }}
    />
  );
}
