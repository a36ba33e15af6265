/** A session that an API key opened has a key that is only borrowed: it may not manage keys. */
export const borrowedKeys = `
alter table api_keys add column is_borrowed boolean not null default false;
`;
