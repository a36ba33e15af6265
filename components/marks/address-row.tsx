import type { ReactNode } from "react";
import { cx } from "@/components/ui/classes";
import { CopyButton } from "@/components/ui/copy-button";
import { Circle, CircleDashed, CircleDot, CircleX } from "@/components/ui/icons";
import type { Address } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";

/** What a check of one address found; absent: never checked. */
export type AddressCheck = { state: "up"; latency_ms: number } | { state: "down" } | { state: "checking" };

interface AddressRowProps {
  address: Address;
  check?: AddressCheck;
  /** In words: what the check found, the exit IP. */
  note?: ReactNode;
  /** What the copy button takes; `ip:port_http` when absent. */
  copyText?: string | (() => Promise<string>);
}

const LOOKS = {
  up: [CircleDot, "text-good"],
  down: [CircleX, "text-bad"],
  checking: [CircleDashed, "text-accent spin"],
  unknown: [Circle, "text-faint"],
} as const;

/** `203.0.113.7 :8080 http :1080 socks`, a status, the latency, copy. The same in card, list, check and export. */
export function AddressRow({ address, check, note, copyText }: AddressRowProps) {
  const t = useT("common");
  const state = check?.state ?? "unknown";
  const [Icon, tint] = LOOKS[state];
  const latency = check?.state === "up" ? check.latency_ms : null;
  const said =
    latency === null ? t(`address.${state === "up" ? "unknown" : state}`) : t("address.up", { ms: latency });
  return (
    <div className="flex min-h-11 items-center gap-3 text-sm">
      <span role="img" aria-label={said} title={said} className="inline-flex shrink-0">
        <Icon className={cx("size-3.5", tint)} />
      </span>
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-4 font-mono">
        <span className="w-[15ch] shrink-0">{address.ip}</span>
        <span className="flex gap-x-4">
          <Port port={address.port_http} word={t("address.http")} />
          <Port port={address.port_socks} word={t("address.socks")} />
        </span>
        {note ? <span className="basis-full font-sans text-muted">{note}</span> : null}
      </span>
      <span className="shrink-0 text-right text-muted tabular-nums">
        {latency === null ? null : t("address.ms", { ms: latency })}
      </span>
      <CopyButton text={copyText ?? `${address.ip}:${address.port_http}`} what={address.ip} />
    </div>
  );
}

function Port({ port, word }: { port: number; word: string }) {
  return (
    <span className="whitespace-nowrap">
      :{port} <span className="font-sans text-muted">{word}</span>
    </span>
  );
}
