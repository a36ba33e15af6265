import type { Metadata } from "next";
import { AuthFrame } from "@/components/layout/auth-frame";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { FirstOperatorForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("signin"))("first.title"), referrer: "strict-origin" };
}

/** Where the one-time link of a live start leads. */
export default async function FirstOperatorPage(props: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await props.searchParams;
  const [t, theme] = await Promise.all([getT("signin"), getTheme()]);
  return (
    <AuthFrame title={t("first.title")} lead={t("first.lead")} theme={theme}>
      <ClientMessages of={["signin"]}>
        <FirstOperatorForm token={typeof token === "string" ? token : ""} />
      </ClientMessages>
    </AuthFrame>
  );
}
