import type { Mount } from "../openapi";

/** Whom operators look up. */
export const adminUsersRoutes: Mount[] = [];
