import type { Mount } from "../openapi";

/** Keys: list, create, rotate, revoke. */
export const keysRoutes: Mount[] = [];
