/** Key rotation with an overlap, and signing secrets. */
export const keys = `
alter table api_keys
  add column must_sign boolean not null default false,
  add column replaced_by bigint references api_keys,
  add column replaced_until timestamptz,
  add check ((replaced_by is null) = (replaced_until is null));
create index on api_keys (user_id, id);

create table signing_secrets (
  id bigint generated always as identity primary key,
  key_id bigint not null references api_keys,
  secret_sealed text not null,
  created_at timestamptz not null,
  valid_until timestamptz
);
create index on signing_secrets (key_id, id);
create unique index one_current_secret on signing_secrets (key_id) where valid_until is null;
`;
