/** Rate limits shared by all processes. */
export const limits = "select 1";
