import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/layout/auth-frame";
import { Link } from "@/components/ui/link";
import { WithContact } from "@/components/ui/with-contact";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { currentSession, requireOwnAccounts, safeNext } from "@/lib/session/current";
import { canMail, hasInbox } from "@/lib/session/join";
import { SignUpForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("join.title") };
}

/** Opening an account; whoever is signed in has one. */
export default async function SignUpPage(props: { searchParams: Promise<{ next?: string | string[] }> }) {
  await requireOwnAccounts();
  const next = safeNext((await props.searchParams).next);
  if (await currentSession()) redirect(next);
  const [t, theme, isOpen, inbox] = await Promise.all([getT("signin"), getTheme(), canMail(), hasInbox()]);
  return (
    <AuthFrame
      title={t("join.title")}
      lead={t(next === "/" ? "join.lead" : "join.leadNext")}
      theme={theme}
      footer={
        <>
          {t("hasAccount")}{" "}
          <Link
            href={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`}
            className="text-accent underline underline-offset-2"
          >
            {t("submit")}
          </Link>
        </>
      }
    >
      {isOpen ? (
        <ClientMessages of={["signin"]}>
          <SignUpForm hasInbox={inbox} next={next} />
        </ClientMessages>
      ) : (
        <p>
          <WithContact text={t("join.closed")} />
        </p>
      )}
    </AuthFrame>
  );
}
