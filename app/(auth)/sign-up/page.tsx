import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/layout/auth-frame";
import { Link } from "@/components/ui/link";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { currentSession } from "@/lib/session/current";
import { canMail, hasInbox } from "@/lib/session/join";
import { SignUpForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("join.title") };
}

/** Opening an account; whoever is signed in has one. */
export default async function SignUpPage() {
  if (await currentSession()) redirect("/");
  const [t, theme, isOpen, inbox] = await Promise.all([getT("signin"), getTheme(), canMail(), hasInbox()]);
  return (
    <AuthFrame
      title={t("join.title")}
      lead={t("join.lead")}
      theme={theme}
      footer={
        <>
          {t("hasAccount")}{" "}
          <Link href="/sign-in" className="text-accent underline underline-offset-2">
            {t("submit")}
          </Link>
        </>
      }
    >
      {isOpen ? (
        <ClientMessages of={["signin"]}>
          <SignUpForm hasInbox={inbox} />
        </ClientMessages>
      ) : (
        <p>{t("join.closed")}</p>
      )}
    </AuthFrame>
  );
}
