import type { AddressCheck } from "@/lib/contract/subscription-use";
import type { StaticProxy } from "@/lib/contract/subscriptions";
import type { ErrorCode } from "@/lib/errors";

/** A refusal as the forms show it; fits `ErrorPanel`. */
export interface Refusal {
  code: ErrorCode;
  request_id: string;
  charged?: boolean | "unknown";
  reason?: string;
}

export type Refused = { state: "refused"; refusal: Refusal };

/** One proxy as a person uses it. `port_socks` is `null` where there is no SOCKS port. */
export type ProxyLine = Omit<StaticProxy, "port_socks"> & { port_socks: number | null };

/** The end of a reveal: the secret itself, or what stands before it. */
export type Reveal =
  | { state: "open"; lines: ProxyLine[] }
  | { state: "confirm"; problem: "invalid_key" | "rate_limited" | null }
  | Refused;

/** What a check found of one address. */
export type CheckedAddress = AddressCheck;

/** The end of a check. `hasTarget`: the proxies were asked for a page, not only for a welcome. */
export type CheckEnd = { state: "checked"; items: CheckedAddress[]; hasTarget: boolean } | Refused;

/** What the renewal dialog shows before money moves. */
export type RenewalPreview =
  | { state: "ready"; priceUsd: string; balanceUsd: string; newExpiresAt: string }
  | Refused;

/** How a renewal stands. `unknown`: ask again with the same key, never with another. */
export type RenewalEnd =
  | { state: "renewed"; newExpiresAt: string | null }
  | { state: "under_way" }
  | { state: "unknown"; refusal: Refusal | null }
  | Refused;

/** The end of a small change. */
export type Changed = { state: "done" } | Refused;
