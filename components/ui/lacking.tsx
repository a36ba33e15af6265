import type { Messages } from "@/lib/messages/en";
import { useT } from "@/lib/messages/t";

/** Says that the API behind the dashboard lacks something, in the place where it would be. */
export function Lacking({ what }: { what: keyof Messages["common"]["lackingWhat"] }) {
  const t = useT("common");
  return <p className="px-5 py-6 text-muted">{t("lacking", { what: t(`lackingWhat.${what}`) })}</p>;
}
