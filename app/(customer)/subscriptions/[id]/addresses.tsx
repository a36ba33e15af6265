"use client";

import { type AddressCheck, AddressRow } from "@/components/marks/address-row";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Activity } from "@/components/ui/icons";
import type { Address, Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import { CheckNote } from "./check-note";
import { keyOf, useCheck } from "./use-check";

const FIRST = 10;

interface AddressesProps {
  subscription: Pick<Subscription, "id" | "status" | "kind">;
  addresses: readonly Address[];
}

/** The addresses of a subscription, without secrets, and how each does; a long list opens on demand. */
export function Addresses({ subscription, addresses }: AddressesProps) {
  const t = useT("card");
  const { found, refusal, isPending, checkAll } = useCheck(subscription.id, addresses);
  const rest = addresses.slice(FIRST);
  const canCheck = addresses.length > 0 && subscription.status !== "provisioning";
  const check = () =>
    checkAll((working, count) => announce(t("check.done", { working, count }), { silent: true }));
  const rows = (some: readonly Address[]) => (
    <div className="divide-y divide-line">
      {some.map((address) => {
        const result = found.get(keyOf(address));
        return (
          <AddressRow
            key={keyOf(address)}
            address={address}
            {...(result ? { check: asMark(result) } : {})}
            note={result ? <CheckNote found={result} /> : null}
          />
        );
      })}
    </div>
  );
  return (
    <Card
      title={t(subscription.kind === "rotating" ? "addresses.endpoint" : "addresses.title")}
      action={
        canCheck ? (
          <Button size="small" onClick={check} pending={isPending}>
            <Activity />
            {t("check.button")}
          </Button>
        ) : null
      }
    >
      {addresses.length === 0 ? <p className="text-muted">{t("addresses.none")}</p> : null}
      {refusal === "lost" ? <p role="alert">{t("lost")}</p> : null}
      {refusal && refusal !== "lost" ? <ErrorPanel failure={refusal} /> : null}
      {rows(addresses.slice(0, FIRST))}
      {rest.length ? (
        <details>
          <summary className="min-h-6 py-2 text-accent">
            {t("addresses.more", { count: addresses.length })}
          </summary>
          {rows(rest)}
        </details>
      ) : null}
    </Card>
  );
}

type Found = Parameters<typeof CheckNote>[0]["found"];

function asMark(found: Found): AddressCheck {
  if (found.state === "checking") return found;
  const { ok, latency_ms } = found.is;
  return ok && latency_ms !== null ? { state: "up", latency_ms } : { state: "down" };
}
