import type { UserName } from "@/lib/contract/admin";
import { useT } from "@/lib/messages/t";

/** Whose it is: what people call the user, and the number under it; only the number where nothing else is told. */
export function UserLines({ id, user }: { id: number; user?: UserName | undefined }) {
  const t = useT("operatorUsers");
  const name = user?.email ?? (user?.telegram_id ? t("telegramOf", { id: String(user.telegram_id) }) : null);
  if (!name) return <span className="font-mono">#{id}</span>;
  return (
    <span className="flex min-w-0 flex-col">
      <span className="truncate">{name}</span>
      <span className="font-mono text-muted text-xs">#{id}</span>
    </span>
  );
}
