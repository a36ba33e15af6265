/** A receipt finds the request that opened its invoice. */
export const receipts = `
create index on idempotency (deposit_id) where deposit_id is not null;
`;
