import { relativeText } from "@/components/format/time";
import type { Activity } from "@/lib/contract/subscriptions";
import { getLocale, getT, requestTime } from "@/lib/messages/server";

/** Who saw the credentials last, and how long ago. */
export async function LastSeen({ activity }: { activity: Activity | undefined }) {
  const [t, locale] = await Promise.all([getT("card"), getLocale()]);
  if (!activity) return t("secret.unseen");
  const ago = relativeText(new Date(activity.created_at), locale, requestTime());
  return t("secret.seen", { by: activity.by, ago });
}
