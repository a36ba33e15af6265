/** The outbox, sign-ups that wait for confirmation, one-time tokens, the second factor, and where sessions come from. */
export const account = `
alter table users
  add column mail_locale text not null default 'en' check (mail_locale in ('en', 'ru')),
  add column muted_mails text[] not null default '{}';

create table mails (
  id bigint generated always as identity primary key,
  user_id bigint references users,
  address text not null,
  topic text not null,
  event text not null unique,
  locale text not null,
  content_sealed text,
  state text not null check (state in ('waiting', 'sent', 'kept', 'failed')),
  attempts integer not null default 0,
  last_error text,
  next_at timestamptz not null,
  created_at timestamptz not null
);
create index on mails (next_at, id) where state = 'waiting';
create index on mails (address, id);

create table sign_ups (
  hash text primary key,
  email text not null,
  password_hash text not null,
  locale text not null,
  referral_code text,
  expires_at timestamptz not null
);
create index on sign_ups (email);
create index on sign_ups (expires_at);

create table one_time_tokens (
  hash text primary key,
  user_id bigint not null references users,
  purpose text not null check (purpose in ('reset', 'second_step')),
  expires_at timestamptz not null
);
create index on one_time_tokens (user_id, purpose);
create index on one_time_tokens (expires_at);

create table second_factors (
  user_id bigint primary key references users,
  secret_sealed text not null,
  enabled_at timestamptz,
  last_step bigint not null default 0
);
create table recovery_codes (
  user_id bigint not null references users,
  hash text not null,
  used_at timestamptz,
  primary key (user_id, hash)
);

alter table sessions
  add column source_key_id bigint references api_keys,
  add column user_agent text,
  add column last_seen_at timestamptz;
create index on sessions (source_key_id) where source_key_id is not null;
`;
