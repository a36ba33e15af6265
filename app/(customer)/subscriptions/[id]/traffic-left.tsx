import { Bytes } from "@/components/format/bytes";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

/** How much of the traffic that was bought is left, as a bar with its numbers. */
export async function TrafficLeft({ traffic }: { traffic: NonNullable<Subscription["traffic"]> }) {
  const t = await getT("card");
  const { used_bytes: used, left_bytes: left } = traffic;
  if (left === null) return null;
  const share = used + left === 0 ? 0 : left / (used + left);
  return (
    <div className="mb-3">
      <p className="mb-1.5 flex items-baseline justify-between gap-3">
        <span>
          <Bytes bytes={left} /> {t("traffic.left")}
        </span>
        <span className="text-muted text-sm">
          {t("traffic.of")} <Bytes bytes={used + left} />
        </span>
      </p>
      <div aria-hidden="true" className="h-2 overflow-hidden rounded-full border border-strong">
        <div
          className={share < 0.1 ? "h-full bg-bad" : "h-full bg-accent"}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {left === 0 ? <p className="mt-2 text-bad">{t("traffic.empty")}</p> : null}
    </div>
  );
}
