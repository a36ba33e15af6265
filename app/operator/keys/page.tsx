import type { Metadata } from "next";
import { ListBody } from "@/components/layout/list-body";
import { PageHead } from "@/components/layout/page-head";
import { read } from "@/lib/client";
import { KEY_KINDS, listAllKeys } from "@/lib/contract/keys";
import { CURSOR, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Filters } from "./filters";
import { IssueKeys } from "./issue-keys";
import { KeyTable } from "./key-table";

const PATH = "/operator/keys";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorKeys"))("title") };
}

/** Everyone's keys and sign-ins; filters and page are in the URL. No key itself is on this page. */
export default async function KeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const rules = { q: SEARCH_TEXT, kind: KEY_KINDS, user_id: /^[1-9]\d{0,14}$/, cursor: CURSOR };
  const { cursor, ...filters } = readFilters(await searchParams, rules);
  const kind = KEY_KINDS.find((one) => one === filters.kind);
  const [t, page] = await Promise.all([
    getT("operatorKeys"),
    read(listAllKeys, { query: { ...filters, kind, cursor } }),
  ]);
  return (
    <ClientMessages of={["operatorKeys", "keys", "errors"]}>
      <PageHead title={t("title")} lead={t("lead")} action={<IssueKeys userId={filters.user_id} />} />
      <Filters chosen={filters} />
      <ListBody
        path={PATH}
        search={{ ...filters, cursor }}
        nextCursor={page.next_cursor}
        none={t("nothingYet")}
        noMatch={t("noMatch")}
      >
        {page.items.length ? <KeyTable rows={page.items} /> : null}
      </ListBody>
    </ClientMessages>
  );
}
