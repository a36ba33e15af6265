/** Rotating subscriptions and their exits. */
export const rotating = "select 1";
