import { cx } from "@/components/ui/classes";

interface TrafficBarProps {
  usedBytes: number;
  leftBytes: number;
  /** Lower, for a row of a list. */
  slim?: boolean;
}

/** How much of the traffic that was bought is left; the number stands beside it. */
export function TrafficBar({ usedBytes, leftBytes, slim }: TrafficBarProps) {
  const bought = usedBytes + leftBytes;
  const share = bought === 0 ? 0 : leftBytes / bought;
  return (
    <div
      aria-hidden="true"
      className={cx("overflow-hidden rounded-full", slim ? "h-1.5 bg-line" : "h-2 border border-strong")}
    >
      <div
        className={share < 0.1 ? "h-full bg-bad" : "h-full bg-accent"}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
