import type { Metadata } from "next";
import { ListBody } from "@/components/layout/list-body";
import { PageHead } from "@/components/layout/page-head";
import { buttonLook } from "@/components/ui/button";
import { read } from "@/lib/client";
import { listAudit } from "@/lib/contract/admin-watch";
import { listHref, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Filters } from "./filters";
import { queryOf, readSearch } from "./search";
import { Trail } from "./trail";

const PATH = "/operator/audit";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorAudit"))("title") };
}

/** Who did what; filters and page are in the URL. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const search = readSearch(await searchParams);
  const { cursor, ...filters } = search;
  const [t, page] = await Promise.all([getT("operatorAudit"), read(listAudit, { query: queryOf(search) })]);
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <a href={listHref(`${PATH}/csv`, filters)} download className={buttonLook({})}>
            {t("csv")}
          </a>
        }
      />
      <Filters chosen={filters} />
      <ListBody
        path={PATH}
        search={search}
        nextCursor={page.next_cursor}
        none={t("nothingYet")}
        noMatch={t("noMatch")}
      >
        {page.items.length ? <Trail rows={page.items} /> : null}
      </ListBody>
    </>
  );
}
