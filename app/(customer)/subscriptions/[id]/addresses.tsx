import { AddressRow } from "@/components/marks/address-row";
import { Card } from "@/components/ui/card";
import type { Address } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

const FIRST = 10;

/** The addresses of a subscription, without secrets; a long list opens on demand. */
export async function Addresses({ addresses }: { addresses: readonly Address[] }) {
  const t = await getT("card");
  const rest = addresses.slice(FIRST);
  return (
    <Card title={t("addresses.title")}>
      {addresses.length === 0 ? <p className="text-muted">{t("addresses.none")}</p> : null}
      <Rows addresses={addresses.slice(0, FIRST)} />
      {rest.length ? (
        <details>
          <summary className="min-h-6 py-2 text-accent">
            {t("addresses.more", { count: addresses.length })}
          </summary>
          <Rows addresses={rest} />
        </details>
      ) : null}
    </Card>
  );
}

function Rows({ addresses }: { addresses: readonly Address[] }) {
  return (
    <div className="divide-y divide-line">
      {addresses.map((address) => (
        <AddressRow key={`${address.ip}:${address.port_http}`} address={address} />
      ))}
    </div>
  );
}
