/** Key rotation and signing secrets. */
export const keys = "select 1";
