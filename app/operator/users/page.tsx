import type { Metadata } from "next";
import { choicesOf } from "@/components/form/choices";
import { FilterBar } from "@/components/form/filter-bar";
import { ListBody } from "@/components/layout/list-body";
import { PageHead } from "@/components/layout/page-head";
import { read } from "@/lib/client";
import { listUsers } from "@/lib/contract/admin-users";
import { CURSOR, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
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
  const [t, page] = await Promise.all([getT("operatorUsers"), read(listUsers, { query })]);
  const roles = choicesOf(t("anyRole"), RULES.role, (role) => t(`roles.${role}`));
  const bans = choicesOf(t("anyBan"), RULES.banned, (one) => t(one === "true" ? "isBanned" : "notBanned"));
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
      <ListBody
        path={PATH}
        search={{ ...filters, cursor }}
        nextCursor={page.next_cursor}
        none={t("nobody")}
        noMatch={t("noMatch")}
      >
        {page.items.length ? <UserTable caption={t("table")} rows={page.items} /> : null}
      </ListBody>
    </>
  );
}

function asRole(text: string | undefined): "customer" | "operator" | undefined {
  return text === "customer" || text === "operator" ? text : undefined;
}

function asSwitch(text: string | undefined): "true" | "false" | undefined {
  return text === "true" || text === "false" ? text : undefined;
}
