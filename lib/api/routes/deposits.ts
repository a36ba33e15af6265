import type { Mount } from "../openapi";

/** Money coming in, and who brought whom. */
export const depositsRoutes: Mount[] = [];
