import type { Mount } from "../openapi";

/** Many subscriptions at once. */
export const bulkRoutes: Mount[] = [];
