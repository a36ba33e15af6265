import type { Mount } from "../openapi";

/** Stock, prices, figures and the audit trail. */
export const adminShopRoutes: Mount[] = [];
