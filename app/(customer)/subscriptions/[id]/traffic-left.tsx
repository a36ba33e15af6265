import { Bytes } from "@/components/format/bytes";
import { TrafficBar } from "@/components/marks/traffic-bar";
import { WithContact } from "@/components/ui/with-contact";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

/** How much of the traffic that was bought is left, as a bar with its numbers. */
export async function TrafficLeft({ traffic }: { traffic: NonNullable<Subscription["traffic"]> }) {
  const t = await getT("card");
  const { used_bytes: used, left_bytes: left } = traffic;
  if (left === null) return null;
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
      <TrafficBar usedBytes={used} leftBytes={left} />
      {left === 0 ? (
        <p className="mt-2 text-bad">
          <WithContact text={t("traffic.empty")} />
        </p>
      ) : null}
    </div>
  );
}
