import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Time } from "@/components/format/time";
import { PageHead } from "@/components/layout/page-head";
import { Wordmark } from "@/components/layout/wordmark";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { machineTime } from "@/lib/clock";
import { getT } from "@/lib/messages/server";
import { readInbox } from "@/lib/session/join";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("inbox.title"), referrer: "strict-origin" };
}

/** The sandbox's mails, as far as this browser may read them. Where mails are sent there is no such page. */
export default async function InboxPage() {
  const [t, mails] = await Promise.all([getT("signin"), readInbox()]);
  if (!mails) notFound();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-6 px-4 py-10">
      <Link href="/" className="self-start">
        <Wordmark />
      </Link>
      <PageHead title={t("inbox.title")} lead={t("inbox.lead")} />
      {mails.length ? null : (
        <Card>
          <EmptyState>{t("inbox.empty")}</EmptyState>
        </Card>
      )}
      {mails.map((mail) => (
        <Card
          key={mail.id}
          title={mail.subject}
          action={
            <Time at={mail.createdAt.toISOString()} now={machineTime()} className="text-muted text-sm" />
          }
        >
          <article lang={mail.locale} className="flex flex-col gap-3">
            <p className="text-muted text-sm">{t("inbox.to", { address: mail.to })}</p>
            <p className="whitespace-pre-line break-words">{mail.body}</p>
            <ButtonLink href={mail.link.slice(new URL(mail.link).origin.length)} className="self-start">
              {mail.button}
            </ButtonLink>
          </article>
        </Card>
      ))}
    </main>
  );
}
