import type { ReactNode } from "react";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { useT } from "@/lib/messages/t";

/** A line of a slip: words left, an amount or a short fact right. */
export interface ReceiptLine {
  label: ReactNode;
  usd?: string;
  value?: ReactNode;
}

interface ReceiptProps {
  title: string;
  at?: string;
  lines: readonly ReceiptLine[];
  total: { label: string; usd: string; signed?: boolean };
  /** Legs of the transaction, as the ledger has them. */
  postings?: readonly { account: string; amount_usd: string }[];
  /** Order, subscription, transaction: set in mono. */
  ids?: readonly { label: string; id: string | number }[];
  children?: ReactNode;
  /** The title's level among the page's headings. */
  level?: 2 | 3;
}

const ROW = "flex items-baseline justify-between gap-6 py-1";

/** A slip: amounts right and in mono, postings below, ids last. */
export function Receipt({ title, at, lines, total, postings, ids, children, level = 3 }: ReceiptProps) {
  const Title = `h${level}` as const;
  const t = useT("common");
  return (
    <article aria-label={title} className="rounded-card border border-line bg-surface px-5 py-4 max-md:px-4">
      <header className="flex items-baseline justify-between gap-4 pb-3">
        <Title className="font-medium">{title}</Title>
        {at ? <Time at={at} shape="datetime" className="text-muted text-sm" /> : null}
      </header>
      <dl className="border-strong border-t border-dashed py-2">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a slip never move
          <div key={index} className={ROW}>
            <dt className="text-muted">{line.label}</dt>
            <dd className="text-right">{line.usd ? <Money usd={line.usd} mono /> : line.value}</dd>
          </div>
        ))}
      </dl>
      <dl className="border-strong border-t border-dashed py-2">
        <div className={`${ROW} font-medium`}>
          <dt>{total.label}</dt>
          <dd>
            <Money usd={total.usd} signed={total.signed} mono />
          </dd>
        </div>
      </dl>
      {postings?.length ? (
        <SmallPrint
          title={t("receipt.postings")}
          rows={postings.map((leg) => ({
            label: leg.account,
            value: <Money usd={leg.amount_usd} signed mono />,
          }))}
        />
      ) : null}
      {ids?.length ? (
        <SmallPrint title={t("receipt.ids")} rows={ids.map(({ label, id }) => ({ label, value: id }))} />
      ) : null}
      {children ? <footer className="border-strong border-t border-dashed pt-3">{children}</footer> : null}
    </article>
  );
}

function SmallPrint({ title, rows }: { title: string; rows: { label: string; value: ReactNode }[] }) {
  return (
    <section className="border-strong border-t border-dashed py-2 text-sm">
      <p className="sr-only">{title}</p>
      <dl>
        {rows.map((row) => (
          <div key={row.label} className="flex items-baseline justify-between gap-6 py-0.5">
            <dt className="text-muted">{row.label}</dt>
            <dd className="select-all break-all font-mono">{row.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
