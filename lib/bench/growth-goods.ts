/** How much a shop has. Customer 2 has `1 / every` of the subscriptions, customer 3 `1 / everyOther` of them. */
export interface ShopSize {
  subscriptions: number;
  users: number;
  every: number;
  everyOther: number;
}

const COUNTRIES =
  "US DE GB FR NL CA JP BR IN AU SE NO FI DK PL IT ES PT AT CH BE IE CZ SK HU RO BG GR TR MX ZA KR".split(
    " ",
  );

/** A number from 0 to 999 that looks random and is the same in every run. */
const random = (of: string, salt: number) => `((hashint8(${of}::bigint * 16 + ${salt}) & 2147483647) % 1000)`;

/** Who has the subscription, deposit or key with this number. */
export const ownerOf = (of: string, { users, every, everyOther }: ShopSize) =>
  `case when ${of} % ${every} = 0 then 2 when ${of} % ${everyOther} = 1 then 3
        else 4 + (hashint8(${of}::bigint) & 2147483647) % ${users - 3} end`;

const country = (of: string) => `(array['${COUNTRIES.join("','")}'])[case
  when ${random(of, 2)} < 400 then 1 when ${random(of, 2)} < 550 then 2 when ${random(of, 2)} < 650 then 3
  else 4 + ${random(of, 3)} % ${COUNTRIES.length - 3} end]`;

const category = (
  of: string,
) => `case when ${random(of, 1)} < 700 then 'isp' when ${random(of, 1)} < 950 then 'datacenter'
  when ${random(of, 1)} < 990 then 'residential' else 'mobile' end`;

/** Users who came over two years, one in fifty by the first customer's link, one in a thousand banned. */
export const usersSql = ({ users }: ShopSize) => `
insert into users (id, email, role, is_banned, ban_reason, referred_by, created_at) overriding system value
select n, 'person' || n || '@' || (array['example.test', 'mail.test', 'shop.test'])[1 + n % 3], 'customer', n % 1000 = 7,
       case when n % 1000 = 7 then 'Abuse reports' end, case when n % 50 = 0 then 2 end,
       now() - interval '730 days' * (1 - n::float / ${users})
  from generate_series(4, ${users}) n;
insert into wallets (user_id) select id from users where id > 3;
insert into api_keys (kind, user_id, name, hash, hint, scopes, created_at)
select 'reseller', id, case when id % 500 = 9 then 'warehouse ' || id else 'first key' end, 'key' || id,
       'pdk_' || substr(md5(id::text), 1, 6), '{proxy:read}', created_at from users where id > 3;`;

/**
 * Two years of subscriptions. A static one is renewed on and on (a quarter) or released three days after its 30 days;
 * one order in a hundred failed, one in a thousand is suspended.
 */
export const subscriptionsSql = (size: ShopSize) => `
insert into subscriptions (id, user_id, category, kind, supplier, state, country, quantity, price, auto_renew, label,
                           created_at, expires_at, ended_at) overriding system value
select i, user_id, category, kind, 'local', state, country, quantity, price,
       state = 'active' and kind = 'static' and ${random("i", 5)} < 700, label, created_at, expires_at,
       case when expires_at <= now() and state = 'active' then expires_at end
  from (select *, case
             when i % 100 = 99 or (kind = 'rotating' and age > 200) or (kind = 'static' and age >= 33 and not renews)
               then 'released'
             when i % 1000 = 500 then 'suspended' else 'active' end as state,
           case when kind = 'rotating' or i % 100 = 99 then null
             when renews and age >= 30 then created_at + interval '30 days' * ceil(age / 30)
             else created_at + interval '30 days' end as expires_at
      from (select *, ${category("i")} as category, ${country("i")} as country,
                   case when ${random("i", 1)} < 950 then 'static' else 'rotating' end as kind,
                   ${random("i", 4)} < 250 as renews, quantity * 2.50 as price,
                   case when i in (1, ${size.every}) then 'Heirloom ' || i when ${random("i", 6)} < 700 then
                     (array['Shop monitor', 'Price watch', 'Checkout', 'Ad check'])[1 + i % 4] || ' ' || i end as label
              from (select i, ${ownerOf("i", size)} as user_id, 730 * (1 - i::float / ${size.subscriptions}) as age,
                           now() - interval '730 days' * (1 - i::float / ${size.subscriptions}) as created_at,
                           case when ${random("i", 7)} < 900 then 1 when ${random("i", 7)} < 990 then 5 else 20 end as quantity
                      from generate_series(1, ${size.subscriptions}) i) numbered) described) dated;
insert into credentials (subscription_id, login, password_sealed, password_hash, changed_at)
select id, 'pd' || id, 'sealed', 'hash' || id, created_at from subscriptions where state in ('active', 'suspended');
insert into traffic (subscription_id, day, bytes_up, bytes_down, connections)
select id, current_date - d, 1000000, 9000000, 20 from subscriptions, generate_series(0, 2) d
 where state = 'active' and created_at < current_date - 3;
insert into renewals (subscription_id, period_end, user_id, next_try_at, problem)
select id, expires_at, user_id, now() + interval '1 hour', 'insufficient' from subscriptions
 where auto_renew and state = 'active' and (expires_at < now() + interval '20 hours' or id % 300 = 1);`;

/** The addresses of what is sold, a fifth as many subscriptions free, a hundredth withdrawn, in no order. */
export const stockSql = ({ subscriptions }: ShopSize) => `
insert into stock (supplier, category, country, ip, port_http, port_socks, subscription_id, withdrawn_at, shelf)
select 'local', category, country, '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256, 8080, 1080,
       subscription_id, withdrawn_at, n
  from (select a.*, row_number() over (order by hashint8(key), key) as n
          from (select s.id * 32 + k as key, s.category, s.country, s.id as subscription_id, null::timestamptz as withdrawn_at
                  from subscriptions s, generate_series(1, s.quantity) k
                 where s.kind = 'static' and s.state in ('active', 'suspended')
                union all
                select -n, case when n % 4 = 0 then 'datacenter' else 'isp' end, ${country("n")}, null,
                       case when n % 20 = 0 then now() end
                  from generate_series(1, ${Math.ceil(subscriptions / 5)}) n) a) numbered;`;
