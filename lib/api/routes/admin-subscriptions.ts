import type { Mount } from "../openapi";

/** What operators do with subscriptions. */
export const adminSubscriptionsRoutes: Mount[] = [];
