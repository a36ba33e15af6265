import type { Mount } from "../openapi";

/** What operators do with deposits. */
export const adminDepositsRoutes: Mount[] = [];
