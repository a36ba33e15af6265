import type { Database } from "@/lib/store/db";

/**
 * The statements of a purchase, hold and delivery, as one function and one commit: what the database alone takes for
 * it. Checks, secrets and answers are left out, so nobody can be quicker; it is a yardstick and sells nothing.
 */
export const SQL_PURCHASE = `
create function bench_purchase(p_user bigint, p_country text, p_quantity integer, p_key text) returns bigint
language plpgsql as $$
declare
  v_price numeric; v_unit numeric; v_subscription bigint; v_transaction bigint; v_order bigint; v_principal text;
begin
  v_principal := 'user:' || p_user;
  perform from api_keys k join users u on u.id = k.user_id where k.user_id = p_user and not u.is_banned;
  insert into idempotency (principal, key, fingerprint, created_at) values (v_principal, p_key, md5(p_key), now());
  select unit_price into v_unit from price_tiers where category = 'isp' and min_quantity <= p_quantity
   order by min_quantity desc limit 1;
  v_price := round(v_unit * p_quantity, 2);
  perform from wallets where user_id = p_user and balance >= v_price for update;
  insert into subscriptions (user_id, category, kind, supplier, state, country, quantity, price, auto_renew, created_at)
  values (p_user, 'isp', 'static', 'local', 'provisioning', p_country, p_quantity, v_price, false, now())
  returning id into v_subscription;
  update stock set subscription_id = v_subscription
   where id in (select id from stock where category = 'isp' and country = p_country and supplier = 'local'
                   and subscription_id is null and withdrawn_at is null
                 order by category, country, supplier, shelf limit p_quantity for update skip locked);
  insert into transactions (user_id, type, status, amount, description, subscription_id, created_at)
  values (p_user, 'purchase', 'pending', -v_price, 'bench', v_subscription, now()) returning id into v_transaction;
  insert into postings (transaction_id, step, account, user_id, amount)
  values (v_transaction, 'hold', 'wallet', p_user, -v_price), (v_transaction, 'hold', 'held', p_user, v_price);
  insert into orders (user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price, state,
                      principal, idempotency_key, request_id, created_at)
  values (p_user, 'purchase', v_subscription, v_transaction, 'local', p_quantity, v_unit, v_price, 'held',
          v_principal, p_key, 'bench', now()) returning id into v_order;
  update transactions set order_id = v_order where id = v_transaction;
  insert into jobs (kind, subject_id, run_at) values ('settle_order', v_order, now() + interval '12 seconds');
  insert into audit (action, subject, subject_id, user_id, by_name, request_id, created_at)
  values ('subscription.buy', 'subscription', v_subscription, p_user, 'bench', 'bench', now());
  update idempotency set order_id = v_order where principal = v_principal and key = p_key;
  insert into credentials (subscription_id, login, password_sealed, password_hash, changed_at)
  values (v_subscription, 'bench' || v_subscription, md5(p_key), md5(p_key), now());
  update subscriptions set state = 'active', expires_at = now() + interval '30 days' where id = v_subscription;
  insert into postings (transaction_id, step, account, user_id, amount)
  values (v_transaction, 'capture', 'held', p_user, -v_price), (v_transaction, 'capture', 'revenue', null, v_price);
  update transactions t set status = 'completed', balance_after = w.balance
    from wallets w where t.id = v_transaction and w.user_id = p_user;
  update orders set state = 'delivered', settled_at = now(), new_expires_at = now() + interval '30 days' where id = v_order;
  delete from jobs where kind = 'settle_order' and subject_id = v_order;
  return v_order;
end $$;
`;

/** One purchase by that function. */
export async function purchaseInSql(
  db: Database,
  { userId, quantity, key }: { userId: number; quantity: number; key: string },
): Promise<void> {
  await db.query("select bench_purchase($1, 'US', $2, $3)", [userId, quantity, key]);
}
