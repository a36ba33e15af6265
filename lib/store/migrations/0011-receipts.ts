/** A receipt finds the request that opened its invoice, and filtered lists of transactions find their few rows. */
export const receipts = `
create index on idempotency (deposit_id) where deposit_id is not null;
create index on transactions (user_id, type, id);
create index on transactions (subscription_id, id) where subscription_id is not null;
`;
