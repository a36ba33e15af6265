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
import { type Inbox, readInbox } from "@/lib/session/join";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("inbox.title"), referrer: "strict-origin" };
}

/** The sandbox's mails, as far as this browser may read them. Where mails are sent there is no such page. */
export default async function InboxPage() {
  const [t, inbox] = await Promise.all([getT("signin"), readInbox()]);
  if (!inbox) notFound();
  const { mails } = inbox;
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-6 px-4 py-10">
      <Link href="/" className="self-start">
        <Wordmark />
      </Link>
      <PageHead
        title={t("inbox.title")}
        lead={
          <>
            {t("inbox.lead")} <Whose inbox={inbox} />
          </>
        }
      />
      {mails.length ? null : (
        <Card>
          <Empty whose={inbox.whose} />
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

async function Whose({ inbox: { whose, address } }: { inbox: Inbox }) {
  const t = await getT("signin");
  if (whose === "everybodys") return t("inbox.whose.everybodys");
  if (whose === "nobodys" || whose === "by_key") return null;
  return <span className="break-words">{t(`inbox.whose.${whose}`, { address: address ?? "" })}</span>;
}

/** Nothing yet, or nothing for a browser that nobody signed in with. */
async function Empty({ whose }: Pick<Inbox, "whose">) {
  const t = await getT("signin");
  if (whose === "by_key") return <EmptyState>{t("inbox.byKey")}</EmptyState>;
  if (whose !== "nobodys") return <EmptyState>{t("inbox.empty")}</EmptyState>;
  return (
    <EmptyState
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <ButtonLink href="/sign-in?next=%2Finbox" tone="primary">
            {t("submit")}
          </ButtonLink>
          <ButtonLink href="/sign-up">{t("join.submit")}</ButtonLink>
        </div>
      }
    >
      {t("inbox.nobodys")}
    </EmptyState>
  );
}
