import "server-only";
import { call } from "@/lib/client";
import { getDeposit } from "@/lib/contract/deposits";

export interface DepositParams {
  provider: string;
  externalId: string;
}

/** The deposit that an address names, or why there is none. */
export function readDeposit({ provider, externalId }: DepositParams) {
  return call(getDeposit, { params: { provider, external_id: decoded(externalId) } });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
