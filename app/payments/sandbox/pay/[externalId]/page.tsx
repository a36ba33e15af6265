import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Money } from "@/components/format/money";
import { AuthFrame } from "@/components/layout/auth-frame";
import { ButtonLink } from "@/components/ui/button";
import { Figure } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { formatUsd } from "@/lib/money";
import { runtime } from "@/lib/runtime";
import { choose } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("pay"))("title"), referrer: "strict-origin", robots: "noindex" };
}

const CHOICES = ["pay", "pay-late", "fail"] as const;

/** The sandbox provider's pay page: three buttons, and the shop hears of it by the door for real providers. */
export default async function SandboxPayPage(props: {
  params: Promise<{ externalId: string }>;
  searchParams: Promise<{ told?: string | string[] }>;
}) {
  const [{ externalId }, { told }, { sandboxPayPage }] = await Promise.all([
    props.params,
    props.searchParams,
    runtime(),
  ]);
  const invoice = sandboxPayPage?.read(externalId);
  if (!invoice) notFound();
  const [t, theme] = await Promise.all([getT("pay"), getTheme()]);
  const outcome = [...CHOICES, "nobody" as const].find((one) => one === told);
  return (
    <AuthFrame title={t("title")} lead={t("lead")} theme={theme}>
      <Figure label={t("payable")}>
        <Money usd={formatUsd(invoice.payable)} />
      </Figure>
      {outcome ? (
        <div role="status" className="mt-4 flex flex-col gap-1">
          <p>{t(`told.${outcome}`)}</p>
          <p className="text-muted text-sm">{t("again")}</p>
        </div>
      ) : null}
      <ClientMessages of={["pay"]}>
        <form action={choose} className="mt-5 flex flex-col gap-2">
          <input type="hidden" name="externalId" value={externalId} />
          {CHOICES.map((choice) => (
            <SubmitButton
              key={choice}
              name="choice"
              value={choice}
              tone={choice === "pay" && !outcome ? "primary" : "plain"}
            >
              {t(`choices.${choice}`)}
            </SubmitButton>
          ))}
          <ButtonLink href={`/deposits/sandbox/${externalId}`} tone={outcome ? "primary" : "quiet"}>
            {t("back")}
          </ButtonLink>
        </form>
      </ClientMessages>
    </AuthFrame>
  );
}
