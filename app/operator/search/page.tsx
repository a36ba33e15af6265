import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FilterBar } from "@/components/form/filter-bar";
import { PageHead } from "@/components/layout/page-head";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { read } from "@/lib/client";
import { type SearchHit, search } from "@/lib/contract/admin-users";
import { readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { UserLines } from "../user-name";
import { exactHit, hitHref } from "./hit-href";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operator"))("search.title") };
}

/** The one search. A single exact hit leads on to its page. */
export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const { q } = readFilters(await searchParams, { q: SEARCH_TEXT });
  const [t, { items }] = await Promise.all([
    getT("operator"),
    q ? read(search, { query: { q } }) : { items: [] },
  ]);
  const meant = q ? exactHit(items, q) : undefined;
  if (meant) redirect(hitHref(meant));
  const columns: Column<SearchHit>[] = [
    { key: "what", head: t("search.what"), phone: 1, cell: (hit) => hit.title },
    { key: "kind", head: t("search.kind"), phone: 3, cell: (hit) => t(`search.kinds.${hit.kind}`) },
    {
      key: "number",
      head: t("search.number"),
      phone: 2,
      cell: (hit) => <span className="font-mono">#{hit.id}</span>,
    },
    {
      key: "whose",
      head: t("search.whose"),
      phone: 4,
      cell: (hit) =>
        hit.user_id === null ? t("search.free") : <UserLines id={hit.user_id} user={hit.user} />,
    },
  ];
  return (
    <>
      <PageHead title={t("search.title")} lead={t("search.lead")} />
      <FilterBar
        action="/operator/search"
        submit={t("search.submit")}
        fields={[{ kind: "text", name: "q", label: t("search.field"), hint: t("search.hint"), value: q }]}
      />
      <Card flush={items.length > 0}>
        {items.length ? (
          <Table
            caption={t("search.found")}
            rows={items}
            rowKey={(hit) => `${hit.kind}${hit.id}`}
            columns={columns}
            link={(hit) => ({ href: hitHref(hit), name: `${t(`search.kinds.${hit.kind}`)} ${hit.title}` })}
          />
        ) : (
          <EmptyState>{q ? t("search.nothing", { q }) : t("search.start")}</EmptyState>
        )}
      </Card>
    </>
  );
}
