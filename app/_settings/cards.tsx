import { Preferences } from "@/components/layout/preferences";
import { Card, Facts } from "@/components/ui/card";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, getTheme } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { readSettings } from "@/lib/session/settings";
import { keepLocale } from "./actions";
import { Notifications } from "./notifications";
import { PasswordForm } from "./password-form";
import { Sessions } from "./sessions";
import { TwoFactor } from "./two-factor";

/** Profile, password, two-factor, mails and sessions of who is signed in, a customer or an operator. */
export async function SettingsCards() {
  const session = await requireCustomer();
  const [t, theme, settings] = await Promise.all([getT("settings"), getTheme(), readSettings(session)]);
  return (
    <ClientMessages of={["settings"]}>
      <div className="grid gap-6 lg:grid-cols-2">
        <Card title={t("profile.title")}>
          <Facts
            rows={[
              {
                label: t("profile.email"),
                value: <span className="break-all">{session.email ?? `#${session.userId}`}</span>,
              },
              { label: t("profile.zone"), value: t("profile.zoneValue") },
            ]}
          />
          <div className="mt-3 border-line border-t pt-4">
            <Preferences theme={theme} onLocale={keepLocale} />
          </div>
        </Card>
        {settings ? (
          <>
            <Card title={t("password.title")}>
              <PasswordForm email={session.email ?? ""} />
            </Card>
            <TwoFactor {...settings.twoFactor} />
            <Card title={t("notifications.title")}>
              <Notifications {...settings.mail} isOperator={session.role === "operator"} />
            </Card>
            <div className="lg:col-span-2">
              <Sessions sessions={settings.sessions} />
            </div>
          </>
        ) : (
          <Card>
            <p className="text-muted">{t("byKey")}</p>
          </Card>
        )}
      </div>
    </ClientMessages>
  );
}
