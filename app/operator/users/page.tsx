import type { Metadata } from "next";
import { FilterBar } from "@/components/form/filter-bar";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { read } from "@/lib/client";
import { listUsers } from "@/lib/contract/admin-users";
import { CURSOR, listHref, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { UserTable } from "./user-table";

const PATH = "/operator/users";
const RULES = {
  q: SEARCH_TEXT,
  role: ["customer", "operator"],
  banned: ["true", "false"],
  cursor: CURSOR,
} as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorUsers"))("title") };
}

/** Everybody, with filters and page in the URL. */
export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const { cursor, ...filters } = readFilters(await searchParams, RULES);
  const query = { ...filters, cursor, role: asRole(filters.role), banned: asSwitch(filters.banned) };
  const [t, words, page] = await Promise.all([
    getT("operatorUsers"),
    getT("common"),
    read(listUsers, { query }),
  ]);
  const choices = (any: string, rest: Record<string, string>) => [
    { value: "", label: any },
    ...Object.entries(rest).map(([value, label]) => ({ value, label })),
  ];
  const roles = choices(t("anyRole"), { customer: t("roles.customer"), operator: t("roles.operator") });
  const bans = choices(t("anyBan"), { true: t("isBanned"), false: t("notBanned") });
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <FilterBar
        action={PATH}
        fields={[
          { kind: "text", name: "q", label: t("search"), hint: t("searchHint"), value: filters.q },
          { kind: "choice", name: "role", label: t("role"), value: filters.role, options: roles },
          { kind: "choice", name: "banned", label: t("ban"), value: filters.banned, options: bans },
        ]}
      />
      <Card flush={page.items.length > 0}>
        {page.items.length ? (
          <UserTable
            caption={t("table")}
            rows={page.items}
            nextHref={page.next_cursor && listHref(PATH, { ...filters, cursor: page.next_cursor })}
            firstHref={cursor ? listHref(PATH, filters) : null}
          />
        ) : (
          <EmptyState
            action={isFiltered ? <ButtonLink href={PATH}>{words("clearFilters")}</ButtonLink> : null}
          >
            {t(isFiltered ? "noMatch" : "nobody")}
          </EmptyState>
        )}
      </Card>
    </>
  );
}

function asRole(text: string | undefined): "customer" | "operator" | undefined {
  return text === "customer" || text === "operator" ? text : undefined;
}

function asSwitch(text: string | undefined): "true" | "false" | undefined {
  return text === "true" || text === "false" ? text : undefined;
}
