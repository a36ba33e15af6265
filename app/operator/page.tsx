import { Frame } from "@/components/layout/frame";
import { PageHead } from "@/components/layout/page-head";
import { Card } from "@/components/ui/card";
import { BASE_PATH } from "@/lib/contract/route";
import { getT, getTheme } from "@/lib/messages/server";
import { endCurrentSession, requireOperator } from "@/lib/session/current";

async function signOut(): Promise<void> {
  "use server";
  await endCurrentSession();
}

/** Where operators land: what they can do today, and where it is written down. */
export default async function OperatorPage() {
  const session = await requireOperator();
  const [t, theme] = await Promise.all([getT("operator"), getTheme()]);
  return (
    <Frame area="operator" places={[]} account={{ email: session.email ?? "", theme, signOut }}>
      <PageHead title={t("title")} lead={t("lead")} />
      <Card>
        <p>{t("how", { path: `${BASE_PATH}/admin` })}</p>
        <a className="mt-3 inline-block text-accent" href={`${BASE_PATH}/openapi.json`}>
          {t("document")}
        </a>
      </Card>
    </Frame>
  );
}
