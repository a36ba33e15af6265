import type { Metadata } from "next";
import { AuthFrame } from "@/components/layout/auth-frame";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { ResetForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("reset.title"), referrer: "strict-origin" };
}

/** Where the link of a forgotten password leads. */
export default async function ResetPage(props: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await props.searchParams;
  const [t, theme] = await Promise.all([getT("signin"), getTheme()]);
  return (
    <AuthFrame title={t("reset.title")} lead={t("reset.lead")} theme={theme}>
      <ClientMessages of={["signin"]}>
        <ResetForm token={typeof token === "string" ? token : ""} />
      </ClientMessages>
    </AuthFrame>
  );
}
