import { Ban } from "@/components/ui/icons";
import type { UserDetails } from "@/lib/contract/admin-users";
import { useT } from "@/lib/messages/t";

/** Why a user is banned: what they were told, and what only operators see. */
export function BanNote({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  return (
    <section className="flex gap-3 rounded-card border border-bad/40 bg-bad-weak p-4">
      <Ban className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0">
        <h2 className="font-medium">{t("banned.title")}</h2>
        <dl className="mt-1 grid gap-x-4 gap-y-1 md:grid-cols-[auto_1fr]">
          <dt className="text-muted">{t("banned.reason")}</dt>
          <dd className="break-words">{user.ban_reason}</dd>
          <dt className="text-muted">{t("banned.evidence")}</dt>
          <dd className="whitespace-pre-wrap break-words">{user.ban_evidence ?? t("banned.none")}</dd>
        </dl>
      </div>
    </section>
  );
}
