import type { Mount } from "../openapi";
import { adminWatchRoutes } from "./admin-watch";

/** Stock, prices, figures and the audit trail. */
export const adminShopRoutes: Mount[] = [...adminWatchRoutes];
