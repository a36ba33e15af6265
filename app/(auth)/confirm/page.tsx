import type { Metadata } from "next";
import { AuthFrame } from "@/components/layout/auth-frame";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { safeNext } from "@/lib/session/current";
import { ConfirmForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("confirm.title"), referrer: "strict-origin" };
}

/** Where the link of a sign-up leads. */
export default async function ConfirmPage(props: {
  searchParams: Promise<{ token?: string | string[]; next?: string | string[] }>;
}) {
  const { token, next } = await props.searchParams;
  const [t, theme] = await Promise.all([getT("signin"), getTheme()]);
  return (
    <AuthFrame title={t("confirm.title")} theme={theme}>
      <ClientMessages of={["signin"]}>
        <ConfirmForm token={typeof token === "string" ? token : ""} next={safeNext(next)} />
      </ClientMessages>
    </AuthFrame>
  );
}
