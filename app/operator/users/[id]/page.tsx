import type { Metadata } from "next";
import { Time } from "@/components/format/time";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { CURSOR, readFilters, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { nameOf } from "../user-table";
import { UserActs } from "./acts";
import { BanNote } from "./ban-note";
import { UserFigures } from "./figures";
import { Notes } from "./notes";
import { PARTS } from "./part-href";
import { PartNav, UserPart } from "./parts";
import { readUser } from "./read-user";

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await getT("operatorUsers"))("number", { id: (await params).id }) };
}

/** A user's card: figures, what explains them, and what an operator can do. */
export default async function UserPage({ params, searchParams }: PageProps) {
  await requireOperator();
  const [{ id }, query, t] = await Promise.all([params, searchParams, getT("operatorUsers")]);
  const user = await readUser(id);
  const wish = readFilters(query, {
    part: PARTS,
    account: ["wallet", "held"],
    cursor: CURSOR,
  });
  const part = PARTS.find((name) => name === wish.part) ?? "balance";
  return (
    <ClientMessages of={["operatorUsers"]}>
      <PageHead
        above={<Link href="/operator/users">{t("title")}</Link>}
        title={<span className="break-all">{nameOf(user)}</span>}
        lead={
          <>
            <span className="font-mono">#{user.id}</span>
            {`, ${t(`roles.${user.role}`)}, `}
            <Time at={user.created_at} shape="date" />
          </>
        }
        action={<UserActs user={user} />}
      />
      <div className="flex flex-col gap-6">
        {user.is_banned ? <BanNote user={user} /> : null}
        <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
          <UserFigures user={user} />
          <Notes user={user} />
        </div>
        <div>
          <PartNav userId={user.id} part={part} />
          <UserPart part={part} user={user} wish={wish} />
        </div>
      </div>
    </ClientMessages>
  );
}
