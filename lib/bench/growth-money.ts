import { ownerOf, type ShopSize } from "./growth-goods";

/** Each kind of transaction has ids of its own: purchases the subscription's, then deposits, renewals, and the rest. */
const depositsOf = ({ subscriptions }: ShopSize) => Math.ceil(subscriptions / 4);
const renewalsFrom = (size: ShopSize) => size.subscriptions + depositsOf(size);

/** What was bought and renewed, with holds and captures. */
export const ordersSql = (size: ShopSize) => `
create temp table sold on commit drop as
  select s.id, s.user_id, s.id as subscription_id, 'purchase' as kind, s.quantity, s.price, s.created_at,
         case when s.id % 100 = 99 then 'failed' else 'delivered' end as state,
         s.created_at + interval '30 days' as new_expires_at, null::timestamptz as period_end
    from subscriptions s where s.kind = 'static'
  union all
  select ${renewalsFrom(size)} + row_number() over (order by s.expires_at), s.user_id, s.id, 'renewal', s.quantity, s.price,
         s.expires_at - interval '30 days 12 hours', 'delivered', s.expires_at, s.expires_at - interval '30 days'
    from subscriptions s
   where s.kind = 'static' and s.state in ('active', 'suspended') and s.expires_at > s.created_at + interval '30 days';
insert into orders (id, user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price, state, failure,
                    principal, idempotency_key, request_id, created_at, settled_at, new_expires_at, period_end)
overriding system value
select id, user_id, kind, subscription_id, id, 'local', quantity, 2.5, price, state,
       case when state = 'failed' then 'provider_failed' end, case kind when 'renewal' then 'system' else 'user:' || user_id end,
       'order-' || id, 'req_bench', created_at, created_at, case when state = 'delivered' then new_expires_at end, period_end
  from sold;
insert into transactions (id, user_id, type, status, amount, balance_after, description, order_id, subscription_id, created_at)
overriding system value
select id, user_id, kind, case state when 'failed' then 'failed' else 'completed' end, -price, 100, 'Proxies', id,
       subscription_id, created_at from sold;
insert into postings (transaction_id, step, account, user_id, amount, created_at)
select s.id, leg.step, leg.account, case when leg.account = 'revenue' then null else s.user_id end, leg.sign * s.price, s.created_at
  from sold s join (values ('delivered', 'hold', 'wallet', -1, 1), ('delivered', 'hold', 'held', 1, 2),
                           ('delivered', 'capture', 'held', -1, 3), ('delivered', 'capture', 'revenue', 1, 4),
                           ('failed', 'hold', 'wallet', -1, 1), ('failed', 'hold', 'held', 1, 2),
                           ('failed', 'release', 'held', -1, 3), ('failed', 'release', 'wallet', 1, 4))
              leg (state, step, account, sign, place) on leg.state = s.state
 order by s.id, leg.place;
insert into orders (id, user_id, kind, subscription_id, supplier, quantity, unit_price, price, state, request_id, created_at,
                    settled_at) overriding system value
select id, user_id, 'grant', id, 'local', quantity, 2, 0, 'delivered', 'req_bench', created_at, created_at
  from subscriptions where kind = 'rotating';
insert into traffic_bought (order_id, subscription_id, bytes, created_at)
select id, id, quantity * 1000000000::bigint, created_at from subscriptions where kind = 'rotating';
insert into idempotency (principal, key, fingerprint, order_id, created_at)
select principal, idempotency_key, md5(idempotency_key), id, created_at from orders where kind = 'purchase';`;

/** One deposit for four subscriptions: nine of ten completed, the newest still open; a tenth of some to the referrer. */
export const depositsSql = (size: ShopSize) => `
create temp table paid on commit drop as
  select j, ${size.subscriptions} + j as id, ${ownerOf("j", size)} as user_id, (10 + j % 90)::numeric(14,2) as amount,
         now() - interval '730 days' * (1 - j::float / ${depositsOf(size)}) as created_at,
         case when j > ${depositsOf(size)} * 0.999 - 1 then 'pending' when j % 10 < 9 then 'completed'
              when j % 40 = 9 then 'failed' else 'expired' end as status
    from generate_series(1, ${depositsOf(size)}) j;
insert into deposits (id, user_id, provider, invoice_key, external_id, amount, fee, payable, received, status, flags,
                      reference, transaction_id, request_id, created_at, expires_at, settled_at) overriding system value
select j, user_id, case when j % 7 = 0 then 'manual' else 'sandbox' end, 'invoice-' || j, 'inv_' || md5(j::text), amount, 0,
       amount, case when status = 'completed' then amount end, status,
       case when j % 500 = 0 then '{late}'::text[] when j % 500 = 250 then '{amount}' else '{}' end,
       case when j % 7 = 0 then 'wire-' || j end, id, 'req_bench', created_at,
       case when status = 'pending' then now() + interval '1 day' else created_at + interval '1 day' end, created_at from paid;
insert into transactions (id, user_id, type, status, amount, balance_after, description, deposit_id, created_at)
overriding system value
select id, user_id, 'deposit', case status when 'expired' then 'failed' else status end, amount, 100, 'Deposit', j, created_at
  from paid;
insert into postings (transaction_id, step, account, user_id, amount, created_at)
select id, 'post', leg.account, case when leg.account = 'wallet' then user_id end, leg.sign * amount, created_at
  from paid, (values ('cash', -1), ('wallet', 1)) leg (account, sign) where status = 'completed' order by id, leg.sign;
insert into provider_events (provider, event_id, deposit_id, kind, received, created_at)
select 'sandbox', 'event-' || j, j, 'paid', amount, created_at from paid where status = 'completed';
insert into idempotency (principal, key, fingerprint, deposit_id, created_at)
select 'user:' || user_id, 'deposit-' || j, md5(j::text), j, created_at from paid;
create temp table earned on commit drop as
  select p.j, p.user_id, round(p.amount / 10, 2) as amount, p.created_at,
         (select max(id) from transactions) + row_number() over (order by p.j) as id
    from paid p join users u on u.id = p.user_id and u.referred_by = 2 where p.status = 'completed';
insert into transactions (id, user_id, type, status, amount, balance_after, description, deposit_id, created_at)
overriding system value
select id, 2, 'referral', 'completed', amount, 100, 'Referral', j, created_at from earned;
insert into referral_earnings (deposit_id, referrer_id, user_id, amount, transaction_id)
select j, 2, user_id, amount, id from earned;
insert into postings (transaction_id, step, account, user_id, amount, created_at)
select id, 'post', leg.account, case when leg.account = 'wallet' then 2 end, leg.sign * amount, created_at
  from earned, (values ('referrals', -1), ('wallet', 1)) leg (account, sign) order by id, leg.sign;`;

/** Enough for everybody, and wallets that are the folds of their postings. */
export const walletsSql = () => `
create temp table given on commit drop as
  select user_id, sum(amount) as spent, (select max(id) from transactions) + row_number() over (order by user_id) as id
    from postings where account = 'wallet' group by user_id having sum(amount) < 50;
insert into transactions (id, user_id, type, status, amount, balance_after, description, created_at) overriding system value
select id, user_id, 'adjustment', 'completed', 100 - spent, 100, 'Opening balance', now() - interval '730 days' from given;
insert into postings (transaction_id, step, account, user_id, amount, created_at)
select id, 'post', leg.account, case when leg.account = 'wallet' then user_id end, leg.sign * (100 - spent), now()
  from given, (values ('adjustments', -1), ('wallet', 1)) leg (account, sign) order by id, leg.sign;
update wallets w set balance = p.balance
  from (select user_id, sum(amount) as balance from postings where account = 'wallet' group by user_id) p
 where p.user_id = w.user_id;`;

/** Who did what: two rows for a subscription, one for a deposit, some by operators; and a sign-in in ten subscriptions. */
export const trailSql = (size: ShopSize) => `
insert into audit (action, subject, subject_id, user_id, by_name, facts, request_id, created_at)
select action, subject, subject_id, user_id, by_name, '{"order_id": 1, "price_usd": "2.50"}', 'req_bench', created_at
  from (select 'subscription.buy' as action, 'subscription' as subject, id as subject_id, user_id, 'first key' as by_name, created_at
          from subscriptions
        union all
        select 'credentials.read', 'subscription', id, user_id, 'person' || user_id, created_at + interval '1 minute' from subscriptions
        union all
        select 'deposit.create', 'deposit', id, user_id, 'first key', created_at from deposits
        union all
        select 'user.ban', 'user', id, id, 'first operator key', created_at from users where id % 100 = 7) acts order by created_at;
insert into audit_chain (position, audit_id, xact, prev, hash)
select id, id, xact, md5((id - 1)::text), md5(id::text) from audit order by id;
insert into api_keys (kind, user_id, name, hash, hint, scopes, revoked_at, created_at)
select 'session', ${ownerOf("n", size)}, 'sign-in', 'session' || n, 'pds_' || n, '{proxy:read}',
       case when n % 10 > 0 then now() end, now() - interval '730 days' * (1 - n::float / ${Math.ceil(size.subscriptions / 10)})
  from generate_series(1, ${Math.ceil(size.subscriptions / 10)}) n;
insert into sessions (id, user_id, key_id, key_sealed, created_at, last_seen_at, expires_at, ended_at)
select hash, user_id, id, 'sealed', created_at, created_at, created_at + interval '30 days', revoked_at
  from api_keys where kind = 'session';
insert into mails (user_id, address, topic, event, locale, state, next_at, created_at)
select 4, 'person4@example.test', 'renewal_coming', 'bench:' || id, 'en', 'sent', created_at, created_at
  from subscriptions where id % 10 = 0;`;
