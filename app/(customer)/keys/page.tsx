import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { requestOf } from "@/lib/client/request-of";
import { listKeys } from "@/lib/contract/keys";
import { getMe } from "@/lib/contract/users";
import { CURSOR, readFilters, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { ownOrigin } from "@/lib/session/origin";
import { meCommand } from "./command";
import { CreateKey } from "./create-key";
import { KeyList } from "./list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("keys"))("title") };
}

/** The customer's API keys. A session that an API key opened only learns why it can't manage them. */
export default async function KeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireCustomer("/keys");
  const t = await getT("keys");
  if (session.isByKey) {
    return (
      <>
        <PageHead title={t("title")} />
        <Card>
          <p className="max-w-[72ch] text-muted">{t("byKey")}</p>
        </Card>
      </>
    );
  }
  const query = readFilters(await searchParams, { cursor: CURSOR });
  const keys = await read(listKeys, { query });
  const { url: meUrl } = await requestOf(getMe, {}, await ownOrigin());
  const next = keys.next_cursor ? `/keys?cursor=${encodeURIComponent(keys.next_cursor)}` : null;
  return (
    <ClientMessages of={["keys", "errors"]}>
      <PageHead title={t("title")} lead={t("lead")} action={<CreateKey meUrl={meUrl} />} />
      <Card flush title={t("list")} action={<DocsLink text={t("docs")} />}>
        {keys.items.length ? (
          <>
            <KeyList keys={keys.items} meUrl={meUrl} />
            <Pager nextHref={next} firstHref={query.cursor ? "/keys" : null} />
          </>
        ) : (
          <EmptyState action={<Command text={meCommand(meUrl, null)} what={t("once.curl")} />}>
            {t("empty")}
          </EmptyState>
        )}
      </Card>
    </ClientMessages>
  );
}

function DocsLink({ text }: { text: string }) {
  return (
    <Link href="/docs" className="text-accent text-sm">
      {text}
    </Link>
  );
}

function Command({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex max-w-full items-start gap-2 text-left">
      <code className="min-w-0 break-all font-mono text-sm text-text">{text}</code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
