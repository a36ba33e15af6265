/** What a supplier is told of an order. `orderId` is ours and the same in every call about it. */
export interface SupplierOrder {
  orderId: number;
  /** `traffic`: more of a rotating subscription, `quantity` in GB. What we give away is a purchase like any other. */
  kind: "purchase" | "renewal" | "traffic";
  subscriptionId: number;
  category: string;
  country: string;
  quantity: number;
}

/** How a call ended. A throw or a time-out means that nobody knows. */
export type SupplyOutcome =
  | { kind: "delivered" }
  | { kind: "refused"; reason: "provider_failed" | "provider_misconfig" };

/** Where proxies come from. Every supplier passes `contract.test.ts`. */
export interface Supplier {
  readonly name: string;
  /** What it can do; what it can't is refused with 409, never pretended. */
  readonly can: { cutOff: boolean; rotate: boolean; countTraffic: boolean };
  /** True: `lookUp` knows every order for sure, so "unknown" means that nothing was delivered. */
  readonly answersForSure: boolean;
  /**
   * Its goods are rows of our own database, so there is nobody to ask: an order is delivered in the transaction that
   * pays for it. `deliver` is then called only for orders that were left over.
   */
  readonly ownGoods?: true;
  /** Its proxies brought logins and passwords of their own, which rest with each address. */
  readonly ownCredentials?: true;
  /** Delivers an order once, however often it is called with the same `orderId`. */
  deliver(order: SupplierOrder, signal: AbortSignal): Promise<SupplyOutcome>;
  /** What became of an order. */
  lookUp(orderId: number, signal: AbortSignal): Promise<SupplyOutcome | { kind: "unknown" }>;
}
