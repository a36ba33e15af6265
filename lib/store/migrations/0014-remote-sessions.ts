/** Sessions at another deployment of the API: no user and no key of ours, but who the deployment says it is. */
export const remoteSessions = `
alter table sessions
  alter column user_id drop not null,
  alter column key_id drop not null,
  add column remote_origin text,
  add column remote_user_id bigint,
  add column remote_role text check (remote_role in ('reseller', 'operator')),
  add column remote_name text,
  add column signing_sealed text,
  add check (
    (remote_origin is null and user_id is not null and key_id is not null
      and remote_user_id is null and remote_role is null and remote_name is null and signing_sealed is null)
    or (remote_origin is not null and user_id is null and key_id is null and source_key_id is null
      and remote_user_id is not null and remote_role is not null and remote_name is not null));
`;
