/** What is read on every page: the renewals to come, and the spend of the last months. */
export const outlook = `
create index renewals_to_come on subscriptions (user_id, expires_at)
  where state = 'active' and kind = 'static' and auto_renew;
create index spend_by_month on transactions (user_id, created_at) include (amount)
  where status = 'completed' and type in ('purchase', 'renewal', 'refund');
`;
