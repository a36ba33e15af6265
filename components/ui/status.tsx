import type { ReactNode } from "react";
import { useT } from "@/lib/messages/t";
import { cx } from "./classes";
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Clock,
  type LineIcon,
  PauseCircle,
  TriangleAlert,
} from "./icons";

export type Tone = "good" | "warn" | "bad" | "accent" | "muted";

/** Every status word of subscriptions, transactions and deposits. */
export type StatusWord =
  | "provisioning"
  | "active"
  | "expired"
  | "suspended"
  | "released"
  | "pending"
  | "completed"
  | "failed";

/** Text colours by meaning. */
export const TONE_TEXT: Record<Tone, string> = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  accent: "text-accent",
  muted: "text-muted",
};

const TONE_BOX: Record<Tone, string> = {
  good: "bg-good-weak text-good",
  warn: "bg-warn-weak text-warn",
  bad: "bg-bad-weak text-bad",
  accent: "bg-accent-weak text-accent",
  muted: "bg-hover text-muted",
};

const STATUSES: Record<StatusWord, [LineIcon, Tone]> = {
  provisioning: [CircleDashed, "accent"],
  active: [CircleDot, "good"],
  expired: [TriangleAlert, "warn"],
  suspended: [PauseCircle, "bad"],
  released: [Ban, "muted"],
  pending: [Clock, "warn"],
  completed: [CircleCheck, "good"],
  failed: [CircleX, "bad"],
};

interface StatusProps {
  status: StatusWord;
  /** Says it in other words, where the thing is no subscription. */
  word?: string;
  note?: ReactNode;
}

/** A status as icon and word; the icon alone carries the colour. */
export function Status({ status, word, note }: StatusProps) {
  const t = useT("common");
  const [Icon, tone] = STATUSES[status];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle">
      <Icon className={cx("size-4 shrink-0", TONE_TEXT[tone])} />
      {word ?? t(`status.${status}`)}
      {note ? <span className="text-muted">{note}</span> : null}
    </span>
  );
}

/** A short word in a tinted box; give an icon when the colour means something. */
export function Badge({ tone = "muted", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-control px-1.5 font-medium text-xs [&_svg]:size-3.5",
        TONE_BOX[tone],
      )}
    >
      {children}
    </span>
  );
}
