import { ButtonLink } from "@/components/ui/button";
import { getT } from "@/lib/messages/server";

/** Any address that leads nowhere. */
export default async function NotFound() {
  const t = await getT("crash");
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-start justify-center gap-3 px-4">
      <h1 className="text-title">{t("missingTitle")}</h1>
      <p className="text-muted">{t("missingText")}</p>
      <ButtonLink href="/" tone="primary" className="mt-3">
        {t("home")}
      </ButtonLink>
    </main>
  );
}
