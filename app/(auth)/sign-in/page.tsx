import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/layout/auth-frame";
import { Link } from "@/components/ui/link";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { currentBan, currentSession, remoteOrigin, safeNext } from "@/lib/session/current";
import { SignInForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("title") };
}

/** Sign-in; whoever is signed in already goes on. */
export default async function SignInPage(props: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeNext((await props.searchParams).next);
  if (await currentSession()) redirect(next);
  const [t, theme, ban, remote] = await Promise.all([
    getT("signin"),
    getTheme(),
    currentBan(),
    remoteOrigin(),
  ]);
  return (
    <AuthFrame
      title={t("title")}
      lead={next === "/" ? t("lead") : t("ended")}
      theme={theme}
      footer={
        remote === null ? (
          <>
            {t("noAccount")}{" "}
            <Link
              href={next === "/" ? "/sign-up" : `/sign-up?next=${encodeURIComponent(next)}`}
              className="text-accent underline underline-offset-2"
            >
              {t("join.link")}
            </Link>
          </>
        ) : null
      }
    >
      <ClientMessages of={["signin", "errors"]}>
        <SignInForm next={next} remote={remote && new URL(remote).host} ban={ban} />
      </ClientMessages>
    </AuthFrame>
  );
}
