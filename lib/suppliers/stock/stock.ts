import type { Supplier } from "../supplier";

/**
 * Sells lists of proxies that an operator imported. They run elsewhere under credentials of their own, which come with
 * the list: nothing here can cut them off, change their passwords or count their traffic. They are allocated inside
 * the hold's transaction, so there is nobody to ask and delivery always succeeds.
 */
export const stockSupplier: Supplier = {
  name: "stock",
  can: { cutOff: false, rotate: false, countTraffic: false },
  answersForSure: true,
  ownGoods: true,
  ownCredentials: true,
  deliver: async () => ({ kind: "delivered" }),
  lookUp: async () => ({ kind: "unknown" }),
};
