import { AddressRow } from "@/components/marks/address-row";
import { Card } from "@/components/ui/card";
import type { Address } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

const FIRST = 8;

/** A subscription's addresses, without secrets; a long list opens on demand. */
export async function AddressList({ addresses }: { addresses: readonly Address[] }) {
  const t = await getT("operatorSubscriptions");
  return (
    <Card title={t("addresses")}>
      {addresses.length === 0 ? <p className="text-muted">{t("noAddresses")}</p> : null}
      <Rows addresses={addresses.slice(0, FIRST)} />
      {addresses.length > FIRST ? (
        <details>
          <summary className="min-h-6 py-2 text-accent">
            {t("moreAddresses", { count: addresses.length })}
          </summary>
          <Rows addresses={addresses.slice(FIRST)} />
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
