import type { Metadata } from "next";
import { AuthFrame } from "@/components/layout/auth-frame";
import { Link } from "@/components/ui/link";
import { WithContact } from "@/components/ui/with-contact";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { requireOwnAccounts } from "@/lib/session/current";
import { canMail, hasInbox } from "@/lib/session/join";
import { ForgotForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("forgotten.title") };
}

/** For who forgot the password. */
export default async function ForgotPage() {
  await requireOwnAccounts();
  const [t, theme, isOpen, inbox] = await Promise.all([getT("signin"), getTheme(), canMail(), hasInbox()]);
  return (
    <AuthFrame
      title={t("forgotten.title")}
      lead={t("forgotten.lead")}
      theme={theme}
      footer={
        <Link href="/sign-in" className="text-accent">
          {t("backToSignIn")}
        </Link>
      }
    >
      {isOpen ? (
        <ClientMessages of={["signin"]}>
          <ForgotForm hasInbox={inbox} />
        </ClientMessages>
      ) : (
        <p>
          <WithContact text={t("forgotten.closed")} />
        </p>
      )}
    </AuthFrame>
  );
}
