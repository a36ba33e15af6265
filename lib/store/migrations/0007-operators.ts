/** The operator's lists, notes and the chained audit trail. */
export const operators = "select 1";
